import type { MeanInterval } from '../../src/experiment/statistics/interval.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { simulate } from '../../src/simulation/simulation.ts';
import { intervalOf } from './interval.ts';
import type { Parameters, TheoryRow } from './row.ts';

export interface Finding {
  readonly quantity: string;
  readonly expected: number;
  readonly interval: MeanInterval;
  /** Theory lies within the interval. */
  readonly covers: boolean;
  /** The interval is narrower than the tolerance: without this a noisy simulator would always pass. */
  readonly narrow: boolean;
}

/** Fewer tell nothing about the variance. */
export const leastReplications = 20;

/** Runs the row's scenario under so many neighbouring seeds and holds the means against the formula. */
export function checkRow(row: TheoryRow, parameters: Parameters, replications = leastReplications): Finding[] {
  const quantities = row.quantities(parameters);
  const measured = quantities.map((): number[] => []);
  for (let seed = 1; seed <= replications; seed += 1) {
    const text = row.scenario(parameters, seed);
    const { scenario } = loadScenario({ read: () => text }, `${row.name}.yaml`, []);
    const result = simulate(scenario);
    for (const [index, quantity] of quantities.entries()) measured[index]?.push(quantity.measure(result));
  }
  return quantities.map((quantity, index) => {
    const interval = intervalOf(measured[index] ?? []);
    return {
      quantity: quantity.name,
      expected: quantity.expected,
      interval,
      covers: Math.abs(interval.mean - quantity.expected) <= interval.halfWidth,
      narrow: interval.halfWidth <= quantity.tolerance * Math.abs(quantity.expected),
    };
  });
}
