import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalendarList } from './calendar-list.ts';
import { FastPriorityQueueList, type FutureEventList } from './future-event-list.ts';
import { TypedHeapList } from './typed-heap-list.ts';

const lists: [string, () => FutureEventList][] = [
  ['FastPriorityQueueList', () => new FastPriorityQueueList()],
  ['TypedHeapList', () => new TypedHeapList()],
  ['CalendarList', () => new CalendarList()],
];

describe.each(lists)('%s', (_, make) => {
  it('is empty at first', () => {
    const list = make();
    expect([list.size, list.peek(), list.pop(Number.POSITIVE_INFINITY), list.peekTimeMs()]).toEqual([
      0,
      -1,
      -1,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('orders by time, and equal times by the order of pushing, whatever the slot numbers', () => {
    const list = make();
    list.push(7, 2);
    list.push(9, 1);
    list.push(3, 1);
    list.push(5, 1);
    list.push(1, 0.5);
    expect(list.peekTimeMs()).toBe(0.5);
    expect(drain(list)).toEqual([1, 9, 3, 5, 7]);
  });

  it('grows beyond its first room', () => {
    const list = make();
    for (let slot = 0; slot < 5000; slot++) list.push(slot, (slot * 7919) % 5000);
    const slots = drain(list);
    expect(slots).toHaveLength(5000);
    expect(slots.map((slot) => (slot * 7919) % 5000)).toEqual(slots.map((_slot, place) => place));
  });

  it('agrees with a sorted array on any schedule', () => {
    // Few distinct times, so that ties are common; `untilMs` pops.
    const step = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.record({ untilMs: fc.integer({ min: 0, max: 6 }) }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const list = make();
        const reference = new SortedArray();
        const free: number[] = [];
        let slots = 0;
        for (const timeMs of steps) {
          if (typeof timeMs === 'object') {
            const slot = list.pop(timeMs.untilMs);
            expect(slot).toBe(reference.pop(timeMs.untilMs));
            if (slot < 0) continue;
            expect(list.poppedMs).toBe(reference.poppedMs);
            free.push(slot);
          } else {
            const slot = free.pop() ?? slots++;
            list.push(slot, timeMs);
            reference.push(slot, timeMs);
          }
          expect([list.size, list.peek(), list.peekTimeMs()]).toEqual([
            reference.size,
            reference.peek(),
            reference.peekTimeMs(),
          ]);
        }
        while (reference.size > 0)
          expect(list.pop(Number.POSITIVE_INFINITY)).toBe(reference.pop(Number.POSITIVE_INFINITY));
        expect(list.pop(Number.POSITIVE_INFINITY)).toBe(-1);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

/** Too slow to be wrong. */
class SortedArray implements FutureEventList {
  #entries: { slot: number; timeMs: number; sequence: number }[] = [];
  #pushed = 0;
  poppedMs = 0;
  get size(): number {
    return this.#entries.length;
  }
  peek(): number {
    return this.#entries[0]?.slot ?? -1;
  }
  peekTimeMs(): number {
    return this.#entries[0]?.timeMs ?? Number.POSITIVE_INFINITY;
  }
  pop(untilMs: number): number {
    if (this.peekTimeMs() > untilMs) return -1;
    this.poppedMs = this.#entries[0]?.timeMs ?? this.poppedMs;
    return this.#entries.shift()?.slot ?? -1;
  }
  push(slot: number, timeMs: number): void {
    this.#entries.push({ slot, timeMs, sequence: this.#pushed++ });
    this.#entries.sort((a, b) => a.timeMs - b.timeMs || a.sequence - b.sequence);
  }
}

function drain(list: FutureEventList): number[] {
  const slots: number[] = [];
  while (list.size > 0) slots.push(list.pop(Number.POSITIVE_INFINITY));
  return slots;
}
