import { describe, expect, it } from 'vitest';
import type { PlacementStrategy } from '../strategy.ts';
import { binpack } from './binpack.ts';
import { placementStrategies, strategyNamed, UnknownStrategyError } from './registry.ts';

const mine: PlacementStrategy = { name: './mine.mjs', place: () => {} };

describe('strategyNamed', () => {
  it('finds a strategy by its name', () => {
    expect(strategyNamed('binpack')).toBe(binpack);
  });

  it('finds one of the others that it is given', () => {
    expect(strategyNamed('./mine.mjs', [mine])).toBe(mine);
  });

  it('suggests what may have been meant', () => {
    expect(() => strategyNamed('BinPacked')).toThrow(UnknownStrategyError);
    expect(() => strategyNamed('BinPacked')).toThrow(
      'no placement strategy is called "BinPacked" – did you mean "binpack"?',
    );
  });

  it('names what there is if nothing is like it', () => {
    expect(() => strategyNamed('tetris')).toThrow(
      `no placement strategy is called "tetris"; there are: ${placementStrategies.map(({ name }) => name).join(', ')}, or your own: a file such as ./mine.mjs`,
    );
  });
});

describe('placementStrategies', () => {
  it('have names that no two of them share', () => {
    expect(new Set(placementStrategies.map(({ name }) => name)).size).toBe(placementStrategies.length);
  });
});
