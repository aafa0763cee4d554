import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { growsWithoutBound, leastObservations } from './stationarity.ts';

/** Requests in an M/M/1 with service rate 1, seen at 300 equal steps of so many events. */
function queue(utilisation: number, seed: number, eventsPerStep: number): number[] {
  const stream = new RandomStreams(seed).stream('queue');
  const arrival = utilisation / (1 + utilisation);
  let inSystem = 0;
  const series = Array.from({ length: 400 }, () => {
    for (let event = 0; event < eventsPerStep; event += 1)
      inSystem = stream.uniform() < arrival ? inSystem + 1 : Math.max(0, inSystem - 1);
    return inSystem;
  });
  return series.slice(100);
}

const share = (utilisation: number, eventsPerStep: number) => {
  const runs = 200;
  const found = Array.from({ length: runs }, (_, seed) => growsWithoutBound(queue(utilisation, seed, eventsPerStep)));
  return found.filter(Boolean).length / runs;
};

describe('a queue', () => {
  it.each([0.5, 0.8, 0.9])('that is stable at %f is rarely said to grow', (utilisation) => {
    expect(share(utilisation, 50)).toBeLessThanOrEqual(0.01);
  });

  it.each([1.1, 1.5])('with %f times the work that it can do is', (utilisation) => {
    expect(share(utilisation, 50)).toBeGreaterThanOrEqual(0.97);
  });

  it('that is always empty does not grow', () => {
    expect(growsWithoutBound(Array.from({ length: 100 }, () => 0))).toBe(false);
  });

  it('that rises from high to a little higher does not', () => {
    expect(growsWithoutBound(Array.from({ length: 100 }, (_, index) => 100 + index / 10))).toBe(false);
  });

  it('of which too little is seen says nothing', () => {
    expect(growsWithoutBound([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe(false);
  });
});

it.each([
  [null, 100],
  [0.5, 100],
  [0.9, 100],
  [0.95, 200],
  [0.99, 1000],
  [0.999, 10_000],
])('the quantile %d needs %i observations', (quantile, least) => {
  expect(leastObservations(quantile)).toBe(least);
});
