import { expect, it } from 'vitest';
import { erlangC } from './mmc.ts';
import { erlangArrivalsRoot } from './round-robin-split.ts';

it.each([
  [2, 0.8, 0.711111],
  [10, 0.9, 0.668732],
])('Erlang C of %i servers at load %f', (servers, use, published) => {
  expect(erlangC(servers, servers * use)).toBeCloseTo(published, 6);
});

it.each([
  [2, 0.8, 3.84398],
  [4, 0.8, 3.267384],
  [2, 0.5, 1.618034],
])('time in E_%i/M/1 at %f', (servers, lambda, published) => {
  expect(1 / (1 - erlangArrivalsRoot(servers, lambda))).toBeCloseTo(published, 5);
});
