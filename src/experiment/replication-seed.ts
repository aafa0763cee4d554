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
