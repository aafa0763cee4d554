import { describe, expect, it } from 'vitest';
import { Cluster, outcomes } from '../testing/cluster.ts';
import { powerOfTwo } from './power-of-two.ts';
import { random } from './random.ts';

const runs = 3000;

describe('power-of-two', () => {
  it('never takes the node with the most tasks: one of any two has fewer', () => {
    const chosen = outcomes(powerOfTwo, (c) => c.node('a').node('b', { other: 1 }).node('c', { other: 2 }).place(1));
    expect(chosen.map((counts) => Object.keys(counts)[0]).toSorted()).toEqual(['a', 'b']);
  });

  it('takes the node with the fewest tasks of three in two cases of three', () => {
    let fewest = 0;
    for (let seed = 0; seed < runs; seed++) {
      const cluster = new Cluster(powerOfTwo, seed).node('a').node('b', { other: 1 }).node('c', { other: 2 });
      if (cluster.place(1).a === 1) fewest++;
    }
    expect(fewest / runs).toBeCloseTo(2 / 3, 1);
  });

  it('takes either of two equal nodes as often', () => {
    let first = 0;
    for (let seed = 0; seed < runs; seed++) if (new Cluster(powerOfTwo, seed).node('a').node('b').place(1).a) first++;
    expect(first / runs).toBeCloseTo(1 / 2, 1);
  });

  it('levels nodes far better than one random choice', () => {
    const most = (strategy: typeof random) => {
      const cluster = new Cluster(strategy, 1);
      for (let i = 0; i < 100; i++) cluster.node(`n${i}`);
      return Math.max(...Object.values(cluster.place(1000)));
    };
    // 10 tasks a node: about ln ln 100 / ln 2 = 2 more on the fullest with two choices, about 8 more with one.
    expect(most(powerOfTwo)).toBeLessThanOrEqual(13);
    expect(most(random)).toBeGreaterThanOrEqual(16);
  });
});
