import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLoop } from '../../kernel/event-loop.ts';
import { TimeIntegrals } from '../../metrics/time-integrals.ts';
import { RequestTable } from '../request-table.ts';
import { NodeCpus } from './node-cpus.ts';
import { VirtualHeap } from './virtual-heap.ts';

interface Job {
  readonly atMs: number;
  readonly demandMs: number;
}

/** When each job is done, by the node's CPUs. */
function finishTimes(jobs: readonly Job[], cpus: number): number[] {
  const loop = new EventLoop();
  const requests = new RequestTable();
  const done: number[] = [];
  const busy = new TimeIntegrals();
  const node: NodeCpus = new NodeCpus({
    loop,
    requests,
    cpus,
    busy,
    index: busy.add(0),
    finished: {
      fire: (slot, _b, nowMs) => {
        done[slots.indexOf(slot)] = nowMs;
        node.end(nowMs);
      },
    },
  });
  node.addSlots(1000, 0, () => []);
  const slots = jobs.map(() => requests.take());
  for (const [i, { atMs, demandMs }] of jobs.entries()) {
    loop.call(atMs, () => node.begin(slots[i]!, demandMs, loop.nowMs));
  }
  loop.runUntil(Number.POSITIVE_INFINITY);
  expect(node.working).toBe(0);
  const work = jobs.reduce((sum, { demandMs }) => sum + demandMs, 0);
  expect(busy.area(0, loop.nowMs)).toBeCloseTo(work, 6);
  return done;
}

/** The same by playing the sharing out from change to change. */
function playedOut(jobs: readonly Job[], cpus: number): number[] {
  const left = jobs.map(({ demandMs }) => demandMs);
  const done = jobs.map(() => Number.NaN);
  let nowMs = 0;
  for (;;) {
    const here = jobs.flatMap((job, i) => (job.atMs <= nowMs && Number.isNaN(done[i]!) ? [i] : []));
    const nextArrival = Math.min(...jobs.map(({ atMs }) => (atMs > nowMs ? atMs : Number.POSITIVE_INFINITY)));
    if (here.length === 0 && nextArrival === Number.POSITIVE_INFINITY) return done;
    const pace = Math.min(1, cpus / here.length);
    const nextFinish = nowMs + Math.min(...here.map((i) => left[i]!)) / pace;
    const next = Math.min(nextArrival, nextFinish);
    for (const i of here) {
      left[i]! -= (next - nowMs) * pace;
      if (left[i]! < 1e-9) done[i] = next;
    }
    nowMs = next;
  }
}

describe('the CPUs of a node', () => {
  it('are shared equally among those that want them', () => {
    // Two share from 2 ms on: the first has 2 of its 4 ms left, which take 4.
    const jobs = [
      { atMs: 0, demandMs: 4 },
      { atMs: 2, demandMs: 3 },
    ];
    expect(finishTimes(jobs, 1)).toEqual([6, 7]);
    expect(finishTimes(jobs, 2)).toEqual([4, 5]);
    expect(finishTimes(jobs, 0.5)).toEqual([14, 14]);
  });

  it('finish each job when playing it out finishes it', () => {
    const job = fc.record({
      atMs: fc.integer({ min: 0, max: 60 }),
      demandMs: fc.double({ min: 0.01, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(job, { minLength: 1, maxLength: 25 }), fc.constantFrom(0.3, 1, 2, 4.5), (jobs, cpus) => {
        const expected = playedOut(jobs, cpus);
        finishTimes(jobs, cpus).forEach((time, i) => {
          expect(time).toBeCloseTo(expected[i]!, 6);
        });
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('go on with what is under work when a task comes with which they must be shared', () => {
    const loop = new EventLoop();
    const requests = new RequestTable();
    const busy = new TimeIntegrals();
    const done: number[] = [];
    const finished = { fire: (_slot: number, _b: number, nowMs: number) => done.push(nowMs) };
    const node = new NodeCpus({ loop, requests, cpus: 1, busy, index: busy.add(0), finished });
    const [first, second] = [requests.take(), requests.take()];
    node.addSlots(1, 0, () => []);
    node.begin(first, 10, 0);
    loop.runUntil(4);
    node.addSlots(1, 4, () => [{ slot: first, leftMs: 6 }]);
    node.begin(second, 2, 4);
    loop.runUntil(100);
    expect(done).toEqual([8, 12]);
  });
});

describe('the heap of virtual finishes', () => {
  it('gives them out by time, equal ones in the order in which they came', () => {
    const entry = fc.record({ key: fc.integer({ min: 0, max: 5 }), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
        const heap = new VirtualHeap();
        for (const [slot, { key }] of entries.entries()) heap.push(key, slot);
        for (const [slot, { remove }] of entries.entries()) if (remove) heap.remove(slot);
        const expected = entries
          .map(({ key, remove }, slot) => ({ key, remove, slot }))
          .filter(({ remove }) => !remove)
          .sort((a, b) => a.key - b.key || a.slot - b.slot);
        const popped: number[] = [];
        while (heap.size > 0) popped.push(heap.pop());
        expect(popped).toEqual(expected.map(({ slot }) => slot));
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
