import { describe, expect, it } from 'vitest';
import { Cluster, outcomes } from '../testing/cluster.ts';
import { makeTaskSpec } from '../testing/make-task.ts';
import { byScore } from './by-rank.ts';

describe('a strategy by score', () => {
  it.each([
    [1, 50],
    [30, 50 + 29],
  ])('of %d tasks on 50 nodes asks for %d scores', (tasks, scores) => {
    let asked = 0;
    const counting = byScore('counting', () => (node) => {
      asked++;
      return -node.activeTotal;
    });
    const cluster = new Cluster(counting, 1);
    for (let i = 0; i < 50; i++) cluster.node(`n${i}`);
    cluster.place(tasks);
    expect(asked).toBe(scores);
  });

  it('breaks ties by the random order of the turn, as spread does', () => {
    const indifferent = byScore('indifferent', () => () => 0);
    let first = 0;
    for (let seed = 0; seed < 2000; seed++) if (new Cluster(indifferent, seed).node('a').node('b').place(1).a) first++;
    expect(first / 2000).toBeCloseTo(7 / 8, 1);
  });

  it('passes over a node without a score', () => {
    const onlyB = byScore(
      'only-b',
      () =>
        ({ node }) =>
          node.id === 'b' ? 0 : null,
    );
    expect(outcomes(onlyB, (c) => c.node('a').node('b').place(3))).toEqual([{ b: 3 }]);
  });

  it('leaves tasks without an explanation where nodes have room but no score', () => {
    const none = byScore('none', () => () => null);
    expect(new Cluster(none, 1).node('a').try(2)).toEqual({ counts: {}, pending: 2, why: '' });
  });

  it('looks at the scores of sound nodes only, as long as one has room', () => {
    const spec = makeTaskSpec({ reservations: { nanoCpus: 1 } });
    const likesA = byScore(
      'likes-a',
      () =>
        ({ node }) =>
          node.id === 'a' ? 1 : 0,
    );
    const place = (c: Cluster) => c.node('a', { nanoCpus: 9, failures: 6 }).node('b', { nanoCpus: 2, failures: 5 });
    expect(outcomes(likesA, (c) => place(c).node('c', { nanoCpus: 1 }).place(5, spec))).toEqual([{ a: 2, b: 2, c: 1 }]);
  });
});
