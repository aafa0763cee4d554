import { describe, expect, it } from 'vitest';
import { type Cluster, outcomes } from '../testing/cluster.ts';
import { makeNode } from '../testing/make-node.ts';
import { makeTaskSpec } from '../testing/make-task.ts';
import { firstFit } from './first-fit.ts';

const spec = makeTaskSpec({ reservations: { nanoCpus: 1e9 } });
const two = { nanoCpus: 2e9 };

describe('first-fit', () => {
  it('fills the nodes in the order in which they joined', () => {
    expect(outcomes(firstFit, (c) => c.node('z', two).node('b', two).node('a', two).place(5, spec))).toEqual([
      { a: 1, b: 2, z: 2 },
    ]);
  });

  it('goes back to an earlier node that has room', () => {
    const place = (c: Cluster) =>
      c
        .node('a', { nanoCpus: 1e9, reserved: { nanoCpus: 5e8 } })
        .node('b', two)
        .node('c', two)
        .place(1, makeTaskSpec({ reservations: { nanoCpus: 5e8 } }));
    expect(outcomes(firstFit, place)).toEqual([{ a: 1 }]);
  });

  it('counts a node that left and joins again as the last', () => {
    const place = (c: Cluster) => {
      c.node('a', two).node('b', two);
      c.scheduler.removeNode('a');
      c.scheduler.upsertNode(makeNode('a', two));
      return c.place(1, spec);
    };
    expect(outcomes(firstFit, place)).toEqual([{ b: 1 }]);
  });
});
