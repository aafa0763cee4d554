import { imageWithTag } from '../docker/image-reference.ts';
import type { ImageSpec, StopBehaviour } from '../simulation/scenario.ts';
import { defaults } from './defaults.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';
import type { WrittenImage } from './written/scenario-schema.ts';

const instant = { kind: 'constant', value: 0 } as const;

/** Images by full name, with what they take over from another (`like`). */
export function readImages(
  written: Readonly<Record<string, WrittenImage>>,
  problems: ProblemList,
): Record<string, ImageSpec> {
  const names = Object.keys(written);
  const specs = names.map((name) => imageOf(name, resolved(name, written, [], problems)));
  return Object.fromEntries(specs.sort((a, b) => (a.name < b.name ? -1 : 1)).map((spec) => [spec.name, spec]));
}

function resolved(
  name: string,
  all: Readonly<Record<string, WrittenImage>>,
  above: readonly string[],
  problems: ProblemList,
): WrittenImage {
  const own = all[name] ?? {};
  if (own.like === undefined) return own;
  const likeKey = Object.keys(all).find((key) => imageWithTag(key) === imageWithTag(own.like ?? ''));
  if (likeKey === undefined) {
    problems.add(['images', name, 'like'], `no image is called "${own.like}"${suggestion(own.like, Object.keys(all))}`);
    return own;
  }
  if ([...above, name].includes(likeKey)) {
    problems.add(
      ['images', name, 'like'],
      `images that are like each other in a ring: ${[...above, name, likeKey].join(' → ')}`,
    );
    return own;
  }
  return { ...resolved(likeKey, all, [...above, name], problems), ...own };
}

function imageOf(name: string, written: WrittenImage): ImageSpec {
  const base = defaults.image;
  return {
    name: imageWithTag(name),
    sizeBytes: written.size ?? base.sizeBytes,
    cached: written.cached ?? false,
    missing: written.missing ?? false,
    createMs: written.create ?? base.createMs,
    startMs: written.start ?? base.startMs,
    listensAfterMs: written.listens_after ?? instant,
    onStop: stopOf(written.on_stop),
    exits: written.exits === undefined ? null : { afterMs: written.exits.after, code: written.exits.code ?? 0 },
    serving:
      written.serves === false
        ? null
        : {
            demandMs: written.demand ?? base.demandMs,
            concurrency: written.concurrency ?? base.concurrency,
            backlog: written.backlog ?? base.backlog,
          },
  };
}

function stopOf(written: WrittenImage['on_stop']): StopBehaviour {
  if (written === undefined || written === 'exit') return { kind: 'exit', afterMs: instant };
  if (written === 'ignore') return { kind: 'ignore' };
  if (written.drain !== undefined) return { kind: 'drain', limitMs: written.drain };
  return { kind: 'exit', afterMs: written.exit ?? instant };
}
