import { describe, expect, it } from 'vitest';
import { type Cluster, outcomes } from '../testing/cluster.ts';
import { makeTaskSpec } from '../testing/make-task.ts';
import { binpack } from './binpack.ts';

const cpus = makeTaskSpec({ reservations: { nanoCpus: 1e9 } });
const both = makeTaskSpec({ reservations: { nanoCpus: 1e9, memoryBytes: 10 } });
const four = { nanoCpus: 4e9, memoryBytes: 100 };

describe('binpack', () => {
  it('takes the fuller of two nodes', () => {
    expect(
      outcomes(binpack, (c) =>
        c
          .node('a', four)
          .node('b', { ...four, reserved: { nanoCpus: 1e9 } })
          .place(1, cpus),
      ),
    ).toEqual([{ b: 1 }]);
  });

  it('fills one node before it begins with the next', () => {
    const place = (c: Cluster) =>
      c
        .node('a', four)
        .node('b', { ...four, reserved: { nanoCpus: 1e9 } })
        .place(5, cpus);
    expect(outcomes(binpack, place)).toEqual([{ a: 2, b: 3 }]);
  });

  it('looks only at what the task reserves', () => {
    const full = { ...four, reserved: { memoryBytes: 100 } };
    expect(
      outcomes(binpack, (c) =>
        c
          .node('a', full)
          .node('b', { ...four, reserved: { nanoCpus: 1e9 } })
          .place(1, cpus),
      ),
    ).toEqual([{ b: 1 }]);
  });

  it('adds up the percentages of CPUs and memory', () => {
    // a: 75 + 10 %, b: 25 + 70 %.
    const place = (c: Cluster) =>
      c
        .node('a', { ...four, reserved: { nanoCpus: 2e9 } })
        .node('b', { ...four, reserved: { memoryBytes: 60 } })
        .place(1, both);
    expect(outcomes(binpack, place)).toEqual([{ b: 1 }]);
  });

  it('prefers the small node to the large one that has as much reserved', () => {
    const large = { nanoCpus: 8e9, memoryBytes: 100 };
    expect(outcomes(binpack, (c) => c.node('a', large).node('b', four).place(1, cpus))).toEqual([{ b: 1 }]);
  });

  it('takes the node with more tasks of two as full by whole percents', () => {
    // 25.0 % and 25.9 %.
    const place = (c: Cluster) =>
      c
        .node('a', { ...four, reserved: { nanoCpus: 36e6 } })
        .node('b', { ...four, other: 2 })
        .place(1, cpus);
    expect(outcomes(binpack, place)).toEqual([{ b: 1 }]);
  });

  it('piles up tasks that reserve nothing', () => {
    expect(outcomes(binpack, (c) => c.node('a', four).node('b', { other: 1 }).place(9))).toEqual([{ b: 9 }]);
  });
});
