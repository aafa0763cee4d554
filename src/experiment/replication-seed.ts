/**
 * Seed of the replication `replication` (from 1) of a scenario: the first one is the scenario's own, so that it is the run that
 * `seatrial run` shows. Variants share seeds: they meet the same arrivals and service times (common random numbers).
 */
export function replicationSeed(seed: number | string, replication: number): number | string {
  return replication === 1 ? seed : `${seed}-${replication}`;
}

/** As an override. A text stays one, whatever it looks like. */
export function seedOverride(seed: number | string): string {
  return `seed=${JSON.stringify(seed)}`;
}

/** Overrides without those that {@link seedOverride} made, and the seed of the last of these; `null` = there is none. */
export function withoutSeed(overrides: readonly string[]): {
  readonly others: readonly string[];
  readonly seed: number | string | null;
} {
  const seeds = overrides.filter(isSeed);
  const last = seeds.at(-1);
  return {
    others: overrides.filter((words) => !isSeed(words)),
    seed: last === undefined ? null : JSON.parse(last.slice('seed='.length)),
  };
}

function isSeed(words: string): boolean {
  return /^seed=(-?(0|[1-9]\d*)|"([^"\\]|\\.)*")$/.test(words);
}
