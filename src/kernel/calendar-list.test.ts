import { describe, expect, it } from 'vitest';
import { CalendarList } from './calendar-list.ts';
import { FastPriorityQueueList } from './future-event-list.ts';
import { RandomStreams } from './random-streams.ts';

/** How far ahead an event is scheduled, in ms, by a share. */
const schedules: Record<string, (share: number, step: number) => number> = {
  'one scale': (share) => -Math.log(1 - share),
  'scales far apart': (share, step) => share * 10 ** (step % 11) * 1e-6,
  'scales that follow each other': (share, step) => share * 10 ** (Math.floor(step / 8000) * 2 - 3),
  'bursts at one instant': (share) => (share < 0.9 ? 0 : 1000),
  'bursts within a day, in any order': (share, step) => (step % 5000 < 4000 ? 1000 : 2000) + share * 1e-3,
  'few distinct times': (share) => Math.floor(share * 4) * 50,
  'a day and more ahead': (share) => 1e8 * share,
};

describe('CalendarList', () => {
  it.each(Object.entries(schedules))('takes out in the same order as fastpriorityqueue: %s', (name, ahead) => {
    const stream = new RandomStreams(1).stream(name);
    const [calendar, reference] = [new CalendarList(), new FastPriorityQueueList()];
    const free: number[] = [];
    let slots = 0;
    let nowMs = 0;
    for (let step = 0; step < 40_000; step++) {
      // It grows to 2,000 entries or so, and shrinks again.
      const pushes = stream.uniform() < (step % 20_000 < 12_000 ? 0.58 : 0.42);
      if (pushes) {
        const slot = free.pop() ?? slots++;
        const timeMs = nowMs + ahead(stream.uniform(), step);
        calendar.push(slot, timeMs);
        reference.push(slot, timeMs);
      } else {
        const slot = calendar.pop(Number.POSITIVE_INFINITY);
        if (slot !== reference.pop(Number.POSITIVE_INFINITY)) expect.fail(`another slot at step ${step}`);
        if (slot < 0) continue;
        nowMs = calendar.poppedMs;
        free.push(slot);
      }
      if (calendar.peek() !== reference.peek()) expect.fail(`another first at step ${step}`);
    }
    expect([calendar.size, calendar.peekTimeMs(), calendar.poppedMs]).toEqual([
      reference.size,
      reference.peekTimeMs(),
      reference.poppedMs,
    ]);
    while (reference.size > 0)
      expect(calendar.pop(Number.POSITIVE_INFINITY)).toBe(reference.pop(Number.POSITIVE_INFINITY));
    expect(calendar.size).toBe(0);
  });

  it('takes what is pushed before what was taken out last, once an entry of later was taken out', () => {
    const list = new CalendarList();
    list.push(0, 50);
    list.push(1, 60);
    expect(list.pop(Number.POSITIVE_INFINITY)).toBe(0);
    list.push(2, 20);
    list.push(3, 50);
    expect([0, 0, 0].map(() => list.pop(Number.POSITIVE_INFINITY))).toEqual([2, 3, 1]);
  });
});
