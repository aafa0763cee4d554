import { describe, expect, it } from 'vitest';
import { noReservations } from '../../objects/resources.ts';
import { NodeInfo } from '../node-info.ts';
import { type Cluster, outcomes } from '../testing/cluster.ts';
import { makeNode, type NodeTraits } from '../testing/make-node.ts';
import { makeTask, makeTaskSpec } from '../testing/make-task.ts';
import { balancedAllocation } from './balanced-allocation.ts';
import { balancedScore, leastRequestedScore, meanScore, mostRequestedScore } from './kube-scores.ts';
import { leastAllocated } from './least-allocated.ts';
import { mostAllocated } from './most-allocated.ts';

const milli = 1e6;
/** The cases of kube-scheduler's tests: 4000 or 10,000 milli-CPUs, 10,000 bytes. */
const node = (nanoCpus: number, memoryBytes: number, reserved: { nanoCpus: number; memoryBytes: number }): NodeInfo => {
  const info = new NodeInfo(makeNode('a', { nanoCpus, memoryBytes }), { changed: () => {} });
  info.add(makeTask({ id: 't', nodeId: 'a', spec: makeTaskSpec({ reservations: reserved }) }));
  return info;
};
const wanting = (cpus: number, memoryBytes: number) => ({ ...noReservations, nanoCpus: cpus * milli, memoryBytes });

describe('scores of kube-scheduler', () => {
  it.each([
    // 4000 − 3000 of 4000 = 25, 10,000 − 5000 of 10,000 = 50: (25 + 50) / 2.
    ['least', leastRequestedScore, 4000, 37],
    // 3000 of 6000 = 50, 50.
    ['least', leastRequestedScore, 6000, 50],
    // 75 and 50.
    ['most', mostRequestedScore, 4000, 62],
    ['most', mostRequestedScore, 6000, 50],
  ] as const)('%s allocated of %s: milli-CPUs %d → %d', (_, score, milliCpus, expected) => {
    const info = node(milliCpus * milli, 10_000, { nanoCpus: 2000 * milli, memoryBytes: 2000 });
    expect(meanScore(info, wanting(1000, 3000), score)).toBe(expected);
  });

  it('round down before and after the mean', () => {
    // 100 / 3 → 33 and 100 / 6 → 16: 24.5 → 24.
    const info = node(3000 * milli, 6000, { nanoCpus: 1000 * milli, memoryBytes: 4000 });
    expect(meanScore(info, wanting(1000, 1000), leastRequestedScore)).toBe(24);
  });

  it('take 100 milli-CPUs and 200 MiB for what a task does not reserve', () => {
    const info = new NodeInfo(makeNode('a', { nanoCpus: 1000 * milli, memoryBytes: 1000 * 2 ** 20 }), {
      changed: () => {},
    });
    expect(meanScore(info, noReservations, mostRequestedScore)).toBe(15);
    info.add(makeTask({ id: 't', nodeId: 'a' }));
    expect(meanScore(info, noReservations, mostRequestedScore)).toBe(30);
    info.remove('t');
    expect(meanScore(info, noReservations, mostRequestedScore)).toBe(15);
  });

  it('leave out what the node has none of', () => {
    const info = node(4000 * milli, 0, { nanoCpus: 0, memoryBytes: 0 });
    expect(meanScore(info, wanting(1000, 0), leastRequestedScore)).toBe(72);
    expect(balancedScore(info, wanting(1000, 0))).toBe(100);
  });

  it('are best where CPUs and memory are reserved alike', () => {
    // 3000 of 4000 = 0.75, 5000 of 10,000 = 0.5: 1 − 0.125.
    const info = node(4000 * milli, 10_000, { nanoCpus: 2000 * milli, memoryBytes: 2000 });
    expect(balancedScore(info, wanting(1000, 3000))).toBe(87);
    expect(balancedScore(info, wanting(1000, 5500))).toBe(100);
  });
});

describe('placement by the scores of kube-scheduler', () => {
  const four: NodeTraits = { nanoCpus: 4e9, memoryBytes: 4 * 2 ** 30 };
  const spec = makeTaskSpec({ reservations: { nanoCpus: 1e9, memoryBytes: 2 ** 29 } });
  const halfFull = (c: Cluster) =>
    c.node('a', four).node('b', { ...four, reserved: { nanoCpus: 2e9, memoryBytes: 2 ** 30 } });

  it('least-allocated levels the nodes up', () => {
    expect(outcomes(leastAllocated, (c) => halfFull(c).place(4, spec))).toEqual([{ a: 3, b: 1 }]);
  });

  it('least-allocated levels tasks that reserve nothing by their number', () => {
    expect(
      outcomes(leastAllocated, (c) =>
        c
          .node('a', { ...four, other: 4 })
          .node('b', four)
          .place(4),
      ),
    ).toEqual([{ b: 4 }]);
  });

  it('most-allocated fills a node before it begins with the next', () => {
    expect(outcomes(mostAllocated, (c) => halfFull(c).place(4, spec))).toEqual([{ a: 2, b: 2 }]);
  });

  it('balanced-allocation evens out CPUs and memory of each node', () => {
    const place = (c: Cluster) =>
      c.node('a', { ...four, reserved: { nanoCpus: 2e9 } }).node('b', { ...four, reserved: { memoryBytes: 2 ** 31 } });
    expect(outcomes(balancedAllocation, (c) => place(c).place(1, spec))).toEqual([{ b: 1 }]);
  });

  it('balanced-allocation has no view on tasks that reserve nothing', () => {
    const place = (c: Cluster) => c.node('a', { ...four, reserved: { nanoCpus: 2e9 } }).node('b', four);
    expect(outcomes(balancedAllocation, (c) => place(c).place(1))).toHaveLength(2);
  });
});
