import { describe, expect, it } from 'vitest';
import { IpvsTable } from '../ipvs-table.ts';
import { bucketOf } from './address-hash.ts';
import { type SchedulerName, schedulerNames, schedulers } from './catalogue.ts';
import { halfSipHash } from './siphash.ts';

const packet = { source: 0x0a010005, destination: 0xac120002 };

/** Tasks 1, 2, … with these weights; the list has the last one at its head. */
function tableOf(scheduler: SchedulerName, ...weights: number[]): IpvsTable {
  const table = new IpvsTable({ scheduler, weightOf: (task) => weights[task - 1] ?? 1 });
  for (let task = 1; task <= weights.length; task++) table.add(task);
  return table;
}

/** The tasks of so many connections that stay open. */
function take(table: IpvsTable, count: number, from = packet): number[] {
  return Array.from({ length: count }, () => table.schedule(from, 0));
}

/** Which tasks four or more connections get that stay open, by the kernel's rules worked out by hand. */
const cases: [name: SchedulerName, weights: number[], tasks: number[]][] = [
  ['rr', [1, 1, 1], [3, 2, 1, 3]],
  ['rr', [5, 1, 1], [3, 2, 1, 3]],
  // g = 2, mw = 3: laps that want 3, then 1.
  ['wrr', [2, 4, 2], [2, 3, 2, 1, 2, 3, 2, 1]],
  ['wrr', [1, 3], [2, 2, 2, 1, 2, 2, 2, 1]],
  ['lc', [1, 9, 1], [3, 2, 1, 3, 2, 1]],
  // 0/w all alike: the first; then 256/1, 0, 0; …
  ['wlc', [1, 3], [2, 1, 2, 2, 2, 1]],
  // (active + 1) / weight.
  ['sed', [1, 3], [2, 2, 2, 1, 2, 2, 2, 1]],
  ['nq', [1, 3], [2, 1, 2, 2, 2, 2, 2, 1]],
  ['fo', [1, 3, 3], [3, 3, 3, 3]],
  // Not more than its weight open: weight + 1 each, then nobody.
  ['ovf', [1, 2], [2, 2, 2, 1, 1, -1]],
  ['dh', [1, 1, 1], Array(4).fill(3 - (bucketOf(packet.destination) % 3))],
  ['sh', [1, 1, 1], Array(4).fill(3 - (bucketOf(packet.source) % 3))],
];

describe('the schedulers of IPVS', () => {
  it.each(cases)('%s with weights %j', (name, weights, tasks) => {
    expect(take(tableOf(name, ...weights), tasks.length)).toEqual(tasks);
  });

  it.each(schedulerNames)('%s gives weight 0 nothing, and finds none in an empty list', (name) => {
    const table = tableOf(name, 1, 1, 1);
    table.disable(3);
    table.disable(2);
    const sources = Array.from({ length: 60 }, (_, k) => ({ ...packet, source: packet.source + 7919 * k }));
    const taken = new Set(sources.map((from) => table.schedule(from, 0)));
    for (const task of taken) expect([1, -1]).toContain(task);
    table.delete(1);
    expect(take(table, 3)).toEqual([-1, -1, -1]);
    table.delete(2);
    table.delete(3);
    expect(take(table, 3)).toEqual([-1, -1, -1]);
    table.add(4);
    expect(table.schedule(packet, 0)).toBe(4);
  });

  it.each(schedulerNames.filter((name) => schedulers[name].counts && name !== 'ovf'))(
    '%s takes the one whose connections have ended',
    (name) => {
      const table = tableOf(name, 1, 1, 1);
      take(table, 9);
      for (let k = 0; k < 3; k++) table.closed(2, 0);
      expect(take(table, 2)).toEqual([2, 2]);
    },
  );

  it('counts what was closed for two minutes: lc and wlc do, sed does not', () => {
    for (const [name, atOnce] of [
      ['lc', 1],
      ['wlc', 1],
      ['sed', 2],
    ] as const) {
      const table = tableOf(name, 1, 1);
      expect(table.schedule(packet, 0)).toBe(2);
      table.closed(2, 0);
      expect(table.schedule(packet, 10)).toBe(atOnce);
      table.closed(atOnce, 10);
      // Both linger no more: the first again.
      expect(table.schedule(packet, 125_000)).toBe(2);
    }
  });

  it.each(['sh', 'mh'] as const)('%s keeps a source on its task, and spreads sources evenly', (name) => {
    const table = tableOf(name, 1, 1, 1, 1);
    const counts = new Map<number, number>();
    for (let k = 0; k < 8000; k++) {
      const from = { ...packet, source: packet.source + k };
      const task = table.schedule(from, 0);
      expect(table.schedule(from, 0)).toBe(task);
      counts.set(task, (counts.get(task) ?? 0) + 1);
    }
    for (const task of [1, 2, 3, 4]) expect(Math.abs(counts.get(task)! / 2000 - 1)).toBeLessThan(0.1);
  });

  it('mh moves few sources when a task goes, sh most', () => {
    for (const [name, moved] of [
      ['mh', [0, 0.1]],
      ['sh', [0.4, 0.9]],
    ] as const) {
      const table = tableOf(name, 1, 1, 1, 1);
      const sources = Array.from({ length: 3000 }, (_, k) => ({ ...packet, source: packet.source + k }));
      const before = sources.map((from) => table.schedule(from, 0));
      table.delete(4);
      const after = sources.map((from) => table.schedule(from, 0));
      const others = before.flatMap((task, k) => (task === 4 ? [] : [task !== after[k]]));
      const share = others.filter(Boolean).length / others.length;
      expect(share).toBeGreaterThanOrEqual(moved[0]);
      expect(share).toBeLessThan(moved[1]);
    }
  });

  it('weights count in hash tables', () => {
    for (const name of ['sh', 'mh'] as const) {
      const table = tableOf(name, 1, 3);
      const sources = Array.from({ length: 4000 }, (_, k) => ({ ...packet, source: packet.source + k }));
      const share = sources.filter((from) => table.schedule(from, 0) === 2).length / 4000;
      expect(Math.abs(share - 0.75)).toBeLessThan(0.03);
    }
  });

  it('the hash of 32 bits is the kernel’s (lib/test_siphash.c, bytes 0 1 2 3 under the key 0 … 15)', () => {
    expect(halfSipHash(0x03020100, 0x0706050403020100n, 0x0f0e0d0c0b0a0908n)).toBe(0x88d38328);
  });
});
