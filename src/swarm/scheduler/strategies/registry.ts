import type { PlacementStrategy } from '../strategy.ts';
import { spread } from './spread.ts';

/** All strategies that go by a name; one file each beside this one. */
export const placementStrategies: readonly PlacementStrategy[] = [spread];

/** No strategy goes by the name that was asked for. */
export class UnknownStrategyError extends Error {
  override readonly name = 'UnknownStrategyError';

  constructor(asked: string) {
    const names = placementStrategies.map(({ name }) => name);
    const like = names.filter((name) => looksLike(asked, name));
    const hint = like.length === 0 ? '' : `; did you mean ${like.join(' or ')}?`;
    super(`unknown placement strategy '${asked}'${hint} (known: ${names.join(', ')})`);
  }
}

/** Throws an {@link UnknownStrategyError} with a suggestion. */
export function strategyNamed(name: string): PlacementStrategy {
  const strategy = placementStrategies.find((known) => known.name === name);
  if (strategy === undefined) throw new UnknownStrategyError(name);
  return strategy;
}

/** The same but for case and separators, the beginning of it, or no more than two typing mistakes away. */
function looksLike(asked: string, name: string): boolean {
  const a = plain(asked);
  const b = plain(name);
  return (
    a !== '' && (b.startsWith(a) || a.startsWith(b) || editDistance(a, b) <= Math.min(2, Math.floor(b.length / 3)))
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** How many letters must be inserted, deleted or replaced (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
