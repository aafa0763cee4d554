import { replicationSeed } from '../../src/experiment/replication-seed.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { type SimulationOptions, simulate } from '../../src/simulation/simulation.ts';

/**
 * What the replication (from 1) of a comparison measures, under the seed that `compare` gives it. Comparisons are independent of
 * each other; variants of the same comparison share their seeds.
 */
export function replicateOne(
  scenario: Scenario,
  comparison: number,
  replication: number,
  measure: (result: RunResult) => number,
  options: SimulationOptions = {},
): number {
  return measure(simulate({ ...scenario, seed: replicationSeed(comparison, replication) }, options));
}

/** The first `count` replications of a comparison. */
export function replicate(
  scenario: Scenario,
  comparison: number,
  count: number,
  measure: (result: RunResult) => number,
  options: SimulationOptions = {},
): number[] {
  return Array.from({ length: count }, (_, index) => replicateOne(scenario, comparison, index + 1, measure, options));
}
