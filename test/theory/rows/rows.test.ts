import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { theoryRows } from './all.ts';
import { erlangC } from './mmc.ts';
import { timeOfInfinitelyMany, timeOfSoMany } from './power-of-d.ts';
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

// Published: N. Gast and B. Van Houdt, A Refined Mean Field Approximation (2018), for the mean number of requests a server has.
it('two choices of 10 servers at 0.9, with replacement', () => {
  const time = timeOfSoMany({ choices: 2, lambda: 0.9, servers: 10, replacement: true });
  expect(0.9 * time).toBeCloseTo(2.7513, 4);
});

it('two choices of infinitely many at 0.9', () => {
  expect(timeOfInfinitelyMany({ choices: 2, lambda: 0.9 })).toBeCloseTo(2.61406, 5);
});

it('each row stands in docs/conformance.md, and no other', () => {
  const page = readFileSync(new URL('../../../docs/conformance.md', import.meta.url), 'utf8');
  const theory = page.slice(page.indexOf('## Theory'), page.indexOf('Beside the rows'));
  const told = [...theory.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, name]) => name);
  expect([...told].sort()).toEqual(theoryRows.map(({ name }) => name).sort());
});
