import { describe, expect, it } from 'vitest';
import { type Cluster, outcomes } from '../testing/cluster.ts';
import { makeTaskSpec } from '../testing/make-task.ts';
import { dotProduct } from './dot-product.ts';

const ten = { nanoCpus: 10e9, memoryBytes: 100 };
const hungryForCpus = makeTaskSpec({ reservations: { nanoCpus: 4e9, memoryBytes: 10 } });
const hungryForMemory = makeTaskSpec({ reservations: { nanoCpus: 1e9, memoryBytes: 40 } });

/** Half of the memory of a, half of the CPUs of b. */
const lopsided = (c: Cluster) =>
  c.node('a', { ...ten, reserved: { memoryBytes: 50 } }).node('b', { ...ten, reserved: { nanoCpus: 5e9 } });

describe('dot-product', () => {
  it('puts a task where what it needs is free', () => {
    // a: 0.4·1 + 0.1·0.5, b: 0.4·0.5 + 0.1·1.
    expect(outcomes(dotProduct, (c) => lopsided(c).place(1, hungryForCpus))).toEqual([{ a: 1 }]);
    expect(outcomes(dotProduct, (c) => lopsided(c).place(1, hungryForMemory))).toEqual([{ b: 1 }]);
  });

  it('takes shares of the node, not amounts', () => {
    // On twice the node the same task is half the share: 0.2·0.9 against 0.4·0.6 of CPUs.
    const place = (c: Cluster) =>
      c
        .node('a', { nanoCpus: 20e9, memoryBytes: 200, reserved: { nanoCpus: 2e9 } })
        .node('b', { ...ten, reserved: { nanoCpus: 4e9 } })
        .place(1, makeTaskSpec({ reservations: { nanoCpus: 4e9 } }));
    expect(outcomes(dotProduct, place)).toEqual([{ b: 1 }]);
  });

  it('opens an empty node only if none that is used has room', () => {
    const place = (c: Cluster) => c.node('a', ten).node('b', { ...ten, reserved: { nanoCpus: 3e9 } });
    expect(outcomes(dotProduct, (c) => place(c).place(1, hungryForCpus))).toEqual([{ b: 1 }]);
    expect(outcomes(dotProduct, (c) => place(c).place(3, hungryForCpus))).toEqual([{ a: 2, b: 1 }]);
  });
});
