import { describe, expect, it } from 'vitest';
import { Cluster } from '../testing/cluster.ts';
import { random } from './random.ts';

const runs = 3000;

describe('random', () => {
  it('gives every node the same share, whatever it holds', () => {
    const tasks: Record<string, number> = { a: 0, b: 0, c: 0 };
    for (let seed = 0; seed < runs; seed++) {
      const counts = new Cluster(random, seed).node('a', { svc: 9 }).node('b', { other: 9 }).node('c').place(1);
      for (const [node, count] of Object.entries(counts)) tasks[node]! += count;
    }
    for (const count of Object.values(tasks)) expect(count / runs).toBeCloseTo(1 / 3, 1);
  });

  it('draws anew for each task: a node may get two of two', () => {
    let both = 0;
    for (let seed = 0; seed < runs; seed++) {
      if (new Cluster(random, seed).node('a').node('b').place(2).a === 2) both++;
    }
    expect(both / runs).toBeCloseTo(1 / 4, 1);
  });
});
