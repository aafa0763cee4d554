import { describe, expect, it } from 'vitest';
import { type Cluster, outcomes } from '../testing/cluster.ts';
import { makeTaskSpec } from '../testing/make-task.ts';
import { spreadByReservation } from './spread-by-reservation.ts';

const spec = makeTaskSpec({ reservations: { nanoCpus: 1e9, memoryBytes: 10 } });
const four = { nanoCpus: 4e9, memoryBytes: 100 };

describe('spread-by-reservation', () => {
  it('takes the node with the least reserved, however many tasks it runs', () => {
    const place = (c: Cluster) =>
      c
        .node('a', { ...four, svc: 5 })
        .node('b', { ...four, reserved: { nanoCpus: 1e9 } })
        .place(1, spec);
    expect(outcomes(spreadByReservation, place)).toEqual([{ a: 1 }]);
  });

  it('goes by the scarcer of CPUs and memory', () => {
    // a: 75 and 10 %, b: 50 and 60 %.
    const place = (c: Cluster) =>
      c
        .node('a', { ...four, reserved: { nanoCpus: 2e9 } })
        .node('b', { ...four, reserved: { nanoCpus: 1e9, memoryBytes: 50 } })
        .place(1, spec);
    expect(outcomes(spreadByReservation, place)).toEqual([{ b: 1 }]);
  });

  it('gives a node of twice the size twice the tasks', () => {
    const place = (c: Cluster) => c.node('a', four).node('b', { nanoCpus: 8e9, memoryBytes: 200 }).place(6, spec);
    expect(outcomes(spreadByReservation, place)).toEqual([{ a: 2, b: 4 }]);
  });

  it('is spread where nothing is reserved', () => {
    expect(outcomes(spreadByReservation, (c) => c.node('a', { svc: 1 }).node('b', { other: 9 }).place(1))).toEqual([
      { b: 1 },
    ]);
    expect(outcomes(spreadByReservation, (c) => c.node('a', { other: 2 }).node('b', { other: 1 }).place(1))).toEqual([
      { b: 1 },
    ]);
  });
});
