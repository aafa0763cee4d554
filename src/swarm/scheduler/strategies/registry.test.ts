import { describe, expect, it } from 'vitest';
import { strategyNamed, UnknownStrategyError } from './registry.ts';
import { spread } from './spread.ts';

describe('strategyNamed', () => {
  it('finds a strategy by its name', () => {
    expect(strategyNamed('spread')).toBe(spread);
  });

  it.each(['Spread', 'spred', 'spread-out'])('suggests what %s may have meant', (asked) => {
    expect(() => strategyNamed(asked)).toThrow(UnknownStrategyError);
    expect(() => strategyNamed(asked)).toThrow(`unknown placement strategy '${asked}'; did you mean spread?`);
  });

  it('names what there is if nothing is like it', () => {
    expect(() => strategyNamed('tetris')).toThrow("unknown placement strategy 'tetris' (known: spread)");
  });
});
