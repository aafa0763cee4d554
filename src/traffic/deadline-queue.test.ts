import { expect, it } from 'vitest';
import { EventLoop } from '../kernel/event-loop.ts';
import { DeadlineQueue } from './deadline-queue.ts';

function queue(delayMs: number): { loop: EventLoop; deadlines: DeadlineQueue; ended: Set<number>; expired: string[] } {
  const loop = new EventLoop();
  const ended = new Set<number>();
  const expired: string[] = [];
  const deadlines = new DeadlineQueue(loop, delayMs, {
    isWaiting: (slot, serial) => serial === 1 && !ended.has(slot),
    expired: (slot, nowMs) => {
      ended.add(slot);
      expired.push(`${slot} at ${nowMs}`);
    },
  });
  return { loop, deadlines, ended, expired };
}

it('expires each one that still waits when its time is over', () => {
  const { loop, deadlines, ended, expired } = queue(100);
  for (const slot of [1, 2, 3, 4]) loop.call(slot * 10, () => deadlines.push(slot, 1, loop.nowMs));
  loop.call(50, () => ended.add(2));
  loop.runUntil(1000);
  expect(expired).toEqual(['1 at 110', '3 at 130', '4 at 140']);
});

it('lets what expires push anew, and the others expire in time', () => {
  const loop = new EventLoop();
  const expired: string[] = [];
  const serials = [0, 0, 0, 0];
  const deadlines = new DeadlineQueue(loop, 100, {
    isWaiting: (slot, serial) => serials[slot] === serial,
    expired: (slot, nowMs) => {
      expired.push(`${slot} at ${nowMs}`);
      serials[slot]!++;
      if (nowMs < 200) deadlines.push(slot, serials[slot]!, nowMs);
    },
  });
  for (const slot of [1, 2, 3]) loop.call(slot * 10, () => deadlines.push(slot, 0, loop.nowMs));
  loop.runUntil(1000);
  expect(expired).toEqual(['1 at 110', '2 at 120', '3 at 130', '1 at 210', '2 at 220', '3 at 230']);
  expect(loop.pending).toBe(0);
});

it('has one event pending at most, and none for those that have ended', () => {
  const { loop, deadlines, ended, expired } = queue(100);
  for (let slot = 0; slot < 500; slot++) {
    deadlines.push(slot, 1, loop.nowMs);
    ended.add(slot);
    loop.runUntil(loop.nowMs + 1);
    expect(loop.pending).toBeLessThanOrEqual(1);
  }
  loop.runUntil(2000);
  expect(expired).toEqual([]);
  expect(loop.fired).toBeLessThan(20);
  expect(loop.pending).toBe(0);
});

it('does not take a slot’s next request for the last one', () => {
  const { loop, deadlines, expired } = queue(10);
  deadlines.push(7, 0, 0);
  deadlines.push(7, 1, 0);
  loop.runUntil(20);
  expect(expired).toEqual(['7 at 10']);
});

it('holds any number', () => {
  const { loop, deadlines, ended, expired } = queue(10);
  for (let slot = 0; slot < 1000; slot++) {
    deadlines.push(slot, 1, 0);
    if (slot % 2 === 0) ended.add(slot);
  }
  loop.runUntil(20);
  expect(expired).toHaveLength(500);
});
