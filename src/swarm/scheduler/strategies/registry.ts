import { closestName } from '../../../kernel/closest-name.ts';
import type { PlacementStrategy } from '../strategy.ts';
import { spread } from './spread.ts';

/** All strategies that go by a name; one file each beside this one. */
export const placementStrategies: readonly PlacementStrategy[] = [spread];

/** No strategy goes by the name that was asked for. */
export class UnknownStrategyError extends Error {
  override readonly name = 'UnknownStrategyError';

  constructor(asked: string) {
    const names = placementStrategies.map(({ name }) => name);
    const meant = closestName(asked, names);
    const hint = meant === null ? '' : `; did you mean ${meant}?`;
    super(`unknown placement strategy '${asked}'${hint} (known: ${names.join(', ')})`);
  }
}

/** One of these, or of `others` beside them. Throws an {@link UnknownStrategyError} with a suggestion. */
export function strategyNamed(name: string, others: readonly PlacementStrategy[] = []): PlacementStrategy {
  const strategy = [...others, ...placementStrategies].find((known) => known.name === name);
  if (strategy === undefined) throw new UnknownStrategyError(name);
  return strategy;
}
