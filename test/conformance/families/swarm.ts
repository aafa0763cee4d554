import type { CaseResult, Family, GoldenFile } from '../family.ts';
import { comparePlacement, countsAt } from '../swarm/compare-placements.ts';
import { compareTasks, servicesOf } from '../swarm/compare-tasks.ts';
import { compareDelays, compareTimes } from '../swarm/compare-times.ts';
import { compareLooks, compareTranscripts } from '../swarm/compare-transcripts.ts';
import { compareUpdates } from '../swarm/compare-updates.ts';
import { containerTimesOf } from '../swarm/container-times.ts';
import { looksOf, type Recording } from '../swarm/recording.ts';
import { type Replays, replaysFor } from '../swarm/replays.ts';
import { causeOf, noiseFactor, toleranceMs } from '../swarm/tolerance.ts';

/** Whole histories of a real Docker Swarm, replayed: test/conformance/swarm. */
export const swarmFamilies: readonly Family[] = [
  family('swarm tasks', tasks),
  family('swarm placements', placements),
  family('swarm updates', updates),
  family('swarm times', times),
  family('swarm transcripts', transcripts),
];

function family(name: string, run: (replays: Replays) => Iterable<Case>): Family {
  return {
    name,
    accepts: (file: GoldenFile) => file.family === 'swarm-recording',
    *run(file, wants = () => true) {
      for (const { id, check } of run(replaysFor(file as Recording))) if (wants(id)) yield result(id, check());
    },
  };
}

/** A case, and what finds its difference. */
interface Case {
  readonly id: string;
  check(): string | null;
}

function* tasks(replays: Replays): Iterable<Case> {
  const { recording, recorded, endMs } = replays;
  const { noisy } = containerTimesOf(recording);
  for (const service of servicesOf(recorded)) {
    const slackMs = toleranceMs(endMs - causeOf(recording, service, endMs)) * (noisy ? noiseFactor : 1);
    yield {
      id: `${recording.name} ${service}`,
      check: () => replays.compare((ours) => compareTasks(service, recorded, ours, endMs, slackMs)),
    };
  }
}

function* placements(replays: Replays): Iterable<Case> {
  const { recording } = replays;
  for (const { service = null, perNode, label, atMs } of recording.placements) {
    if (perNode === undefined) continue;
    yield {
      id: `${recording.name} ${service ?? 'all'} ${label} @${atMs}`,
      check: () =>
        replays.compare((ours) => comparePlacement(recording, service, atMs, perNode, countsAt(ours, service, atMs))),
    };
  }
}

function* updates(replays: Replays): Iterable<Case> {
  const { recording, recorded } = replays;
  for (const service of new Set(recorded.updates.map((update) => update.service))) {
    yield {
      id: `${recording.name} ${service}`,
      check: () => replays.compare((ours) => compareUpdates(service, recorded, ours)),
    };
  }
}

function* times(replays: Replays): Iterable<Case> {
  const { recording, recorded, endMs } = replays;
  const { noisy } = containerTimesOf(recording);
  for (const service of servicesOf(recorded)) {
    const cause = (atMs: number) => causeOf(recording, service, atMs);
    yield {
      id: `${recording.name} ${service}`,
      check: () =>
        replays.compare((ours) =>
          noisy ? compareDelays(service, recorded, ours, endMs) : compareTimes(service, recorded, ours, endMs, cause),
        ),
    };
  }
}

function* transcripts(replays: Replays): Iterable<Case> {
  const { recording, recorded } = replays;
  for (const [index, transcript] of recorded.steps.entries()) {
    if (transcript === null) continue;
    const { atMs } = recording.steps[index]!;
    yield {
      id: `${recording.name} @${atMs} ${transcript.command}`,
      check: () => replays.compare((ours) => compareTranscripts(transcript, ours.steps[index] ?? null)),
    };
  }
  for (const [index, look] of looksOf(recording).entries()) {
    const transcript = recorded.looks[index]![0]!;
    yield {
      id: `${recording.name} @${look.atMs} ${look.command}`,
      check: () => replays.compare((ours) => compareLooks(transcript, ours.looks[index] ?? [])),
    };
  }
}

function result(id: string, difference: string | null): CaseResult {
  return difference === null ? { id, passed: true } : { id, passed: false, difference };
}
