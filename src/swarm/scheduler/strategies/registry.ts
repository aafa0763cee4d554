import { closestName } from '../../../kernel/closest-name.ts';
import type { PlacementStrategy } from '../strategy.ts';
import { balancedAllocation } from './balanced-allocation.ts';
import { binpack } from './binpack.ts';
import { dotProduct } from './dot-product.ts';
import { firstFit } from './first-fit.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';
import { leastAllocated } from './least-allocated.ts';
import { mostAllocated } from './most-allocated.ts';
import { powerOfTwo } from './power-of-two.ts';
import { random } from './random.ts';
import { spread } from './spread.ts';
import { spreadByReservation } from './spread-by-reservation.ts';

/** All strategies that go by a name; one file each beside this one. */
export const placementStrategies: readonly IndexedStrategy[] = [
  spread,
  spreadByReservation,
  binpack,
  firstFit,
  random,
  powerOfTwo,
  leastAllocated,
  mostAllocated,
  balancedAllocation,
  dotProduct,
];

/** No strategy goes by the name that was asked for. */
export class UnknownStrategyError extends Error {
  override readonly name = 'UnknownStrategyError';

  constructor(asked: string) {
    const names = placementStrategies.map(({ name }) => name);
    const meant = closestName(asked, names);
    const hint =
      meant === null
        ? `; there are: ${names.join(', ')}, or your own: a file such as ./mine.mjs`
        : ` – did you mean "${meant}"?`;
    super(`no placement strategy is called "${asked}"${hint}`);
  }
}

/** One of these, or of `others` beside them. Throws an {@link UnknownStrategyError} with a suggestion. */
export function strategyNamed(name: string, others: readonly PlacementStrategy[] = []): PlacementStrategy {
  const strategy = [...others, ...placementStrategies].find((known) => known.name === name);
  if (strategy === undefined) throw new UnknownStrategyError(name);
  return strategy;
}
