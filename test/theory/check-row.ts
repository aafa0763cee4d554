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

/** What rounding may do to an identity, relative. */
const exactly = 1e-9;

/** Fewer tell nothing about the variance. */
export const leastReplications = 20;

/** Of rows in which every single run must agree. */
const exactReplications = 3;

/** Runs the row's scenario under so many neighbouring seeds and holds the means against the formula. */
export function checkRow(row: TheoryRow, parameters: Parameters, asked = leastReplications): Finding[] {
  const quantities = row.quantities(parameters);
  const replications = quantities.every(({ tolerance }) => tolerance === 0) ? exactReplications : asked;
  const measured = quantities.map((): number[] => []);
  for (let seed = 1; seed <= replications; seed += 1) {
    const text = row.scenario(parameters, seed);
    const { scenario } = loadScenario({ read: () => text }, `${row.name}.yaml`, []);
    const result = simulate(scenario);
    for (const [index, quantity] of quantities.entries()) measured[index]?.push(quantity.measure(result));
  }
  return quantities.map((quantity, index) => {
    const values = measured[index] ?? [];
    const interval = intervalOf(values);
    if (quantity.tolerance === 0) {
      const isExact = values.every(
        (value) => Math.abs(value - quantity.expected) <= exactly * Math.abs(quantity.expected),
      );
      return { quantity: quantity.name, expected: quantity.expected, interval, covers: isExact, narrow: true };
    }
    return {
      quantity: quantity.name,
      expected: quantity.expected,
      interval,
      covers: Math.abs(interval.mean - quantity.expected) <= interval.halfWidth,
      narrow: interval.halfWidth <= quantity.tolerance * Math.abs(quantity.expected),
    };
  });
}
