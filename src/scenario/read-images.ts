import { imageWithTag, parseImageReference } from '../docker/image-reference.ts';
import type { HealthcheckSpec, ImageSpec, StopBehaviour } from '../simulation/scenario.ts';
import { defaults } from './defaults.ts';
import type { ProblemList } from './problem-list.ts';
import { readCalls } from './read-calls.ts';
import { suggestion } from './suggest.ts';
import type { WrittenImage } from './written/scenario-schema.ts';

type WrittenImages = Readonly<Record<string, WrittenImage>>;

const instant = { kind: 'constant', value: 0 } as const;

/** Images by full name, with what they take over from another (`like`). */
export function readImages(written: WrittenImages, problems: ProblemList): Record<string, ImageSpec> {
  const keys = Object.keys(written);
  const specs = keys.map((key, index) => {
    checkName(key, keys.slice(0, index), problems);
    checkServing(key, written[key] ?? {}, problems);
    checkLike(key, written, problems);
    return imageOf(key, withLikes(key, written), problems);
  });
  return Object.fromEntries(specs.sort((a, b) => (a.name < b.name ? -1 : 1)).map((spec) => [spec.name, spec]));
}

function checkName(key: string, before: readonly string[], problems: ProblemList): void {
  const { source } = problems;
  const path = ['images', key];
  if (parseImageReference(key) === null) {
    problems.addAt(source.placeOfKey(path), `"${key}" is not the name of an image, such as nginx:1.27`);
  }
  const same = before.find((other) => imageWithTag(other) === imageWithTag(key));
  if (same !== undefined) problems.addAt(source.placeOfKey(path), `"${key}" and "${same}" are the same image`);
}

function checkServing(key: string, own: WrittenImage, problems: ProblemList): void {
  if (own.serves !== false) return;
  for (const of of ['demand', 'warm_up', 'memory', 'hiccups', 'concurrency', 'backlog', 'calls', 'holds'] as const) {
    if (own[of] === undefined) continue;
    problems.add(['images', key, of], `${of} is of requests, and with serves: false the image takes none`);
  }
}

function checkLike(key: string, all: WrittenImages, problems: ProblemList): void {
  const like = all[key]?.like;
  if (like === undefined) return;
  const path = ['images', key, 'like'];
  if (keyOf(like, all) === undefined) {
    problems.add(path, `no image is called "${like}"${suggestion(like, Object.keys(all))}`);
  }
  const chain = chainFrom(key, all);
  const isRing = chain.length > 1 && chain.at(-1) === key;
  // Told once, at the one of its images that comes first.
  const isFirst = Object.keys(all).find((each) => chain.includes(each)) === key;
  if (isRing && isFirst) problems.add(path, `images that are like each other in a ring: ${chain.join(' → ')}`);
}

/** From an image to the one that it is like, and so on; the last one is like none, or was there before. */
function chainFrom(key: string, all: WrittenImages): string[] {
  const chain = [key];
  for (;;) {
    const like = all[chain.at(-1) ?? '']?.like;
    const next = like === undefined ? undefined : keyOf(like, all);
    if (next === undefined) return chain;
    chain.push(next);
    if (chain.indexOf(next) < chain.length - 1) return chain;
  }
}

function keyOf(name: string, all: WrittenImages): string | undefined {
  return Object.keys(all).find((key) => imageWithTag(key) === imageWithTag(name));
}

/** What is nearer in the chain holds. */
function withLikes(key: string, all: WrittenImages): WrittenImage {
  const chain = chainFrom(key, all).map((each) => all[each] ?? {});
  return Object.assign({}, ...chain.reverse());
}

function callsOf(key: string, { calls, holds }: WrittenImage, problems: ProblemList) {
  if (calls === undefined) return {};
  return { calls: readCalls(imageWithTag(key), calls, problems), holdsWhileCalling: holds ?? true };
}

function hiccupsOf({ hiccups }: WrittenImage) {
  return hiccups === undefined ? {} : { hiccups: { share: hiccups.share, extraMs: hiccups.extra } };
}

function memoryOf({ memory }: WrittenImage) {
  if (memory === undefined) return {};
  const { base = 0, per_request: perRequestBytes = 0, leak: leakBytes = 0 } = memory;
  return { memory: { baseBytes: base, perRequestBytes, leakBytes } };
}

function coldStartOf({ warm_up: warmUp }: WrittenImage) {
  return warmUp === undefined ? {} : { coldStart: { slowdown: warmUp.slowdown, forMs: warmUp.for } };
}

function imageOf(key: string, written: WrittenImage, problems: ProblemList): ImageSpec {
  const base = defaults.image;
  return {
    name: imageWithTag(key),
    sizeBytes: written.size ?? base.sizeBytes,
    cached: written.cached ?? false,
    missing: written.missing ?? false,
    createMs: written.create ?? base.createMs,
    startMs: written.start ?? base.startMs,
    listensAfterMs: written.listens_after ?? instant,
    command: commandOf(key, written),
    onStop: stopOf(written.on_stop),
    exits: written.exits === undefined ? null : { afterMs: written.exits.after, code: written.exits.code ?? 0 },
    healthcheck: healthcheckOf(written),
    serving:
      written.serves === false
        ? null
        : {
            demandMs: written.demand ?? base.demandMs,
            concurrency: written.concurrency ?? base.concurrency,
            backlog: written.backlog ?? base.backlog,
            ...hiccupsOf(written),
            ...memoryOf(written),
            ...coldStartOf(written),
            ...callsOf(key, written, problems),
          },
  };
}

/** Without one it is called as its image is. */
function commandOf(key: string, { command }: WrittenImage): readonly string[] {
  return (
    command?.split(/\s+/) ?? [
      `/${imageWithTag(key)
        .replace(/^.*\//, '')
        .replace(/[:@].*$/, '')}`,
    ]
  );
}

function healthcheckOf({ healthcheck: written }: WrittenImage): HealthcheckSpec | null {
  if (written === undefined) return null;
  return {
    intervalMs: written.interval ?? 0,
    timeoutMs: written.timeout ?? 0,
    startPeriodMs: written.start_period ?? 0,
    retries: written.retries ?? 0,
    takesMs: written.takes ?? defaults.image.probeMs,
    passesFromMs: written.passes_from ?? instant,
    passesUntilMs: written.passes_until ?? null,
  };
}

function stopOf(written: WrittenImage['on_stop']): StopBehaviour {
  if (written === undefined || written === 'exit') return { kind: 'exit', afterMs: instant };
  if (written === 'ignore') return { kind: 'ignore' };
  if (written.drain !== undefined) return { kind: 'drain', limitMs: written.drain };
  return { kind: 'exit', afterMs: written.exit ?? instant };
}
