import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CountIndex } from './count-index.ts';
import { SlotSet } from './slot-set.ts';

const capacity = 128;
const services = ['a', 'b'] as const;

interface Counts {
  readonly total: number;
  readonly a: number;
  readonly b: number;
}

/** The first `most` slots by the service's count, the total, and the distance from `start`. */
function sorted(slots: ReadonlyMap<number, Counts>, service: 'a' | 'b', start: number): number[] {
  const distance = (slot: number) => (slot - start + capacity) % capacity;
  return [...slots]
    .sort(([s, x], [t, y]) => x[service] - y[service] || x.total - y.total || distance(s) - distance(t))
    .map(([slot]) => slot);
}

function setOf(slots: readonly number[]): SlotSet {
  const set = new SlotSet(capacity);
  for (const slot of slots) set.add(slot);
  return set;
}

const changes = fc.array(
  fc.record({ slot: fc.nat({ max: capacity - 1 }), service: fc.constantFrom(...services), add: fc.boolean() }),
  { maxLength: 300 },
);

describe('CountIndex', () => {
  it('visits the slots as sorting them all would', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: capacity - 1 })),
        fc.uniqueArray(fc.nat({ max: capacity - 1 })),
        changes,
        fc.nat({ max: capacity - 1 }),
        (used, asked, steps, start) => {
          const index = new CountIndex(capacity);
          const within = setOf(asked);
          const slots = new Map<number, Counts>(used.map((slot) => [slot, { total: 0, a: 0, b: 0 }]));
          for (const slot of used) index.add(slot, 0);
          for (const { slot, service, add } of steps) {
            const before = slots.get(slot);
            if (before === undefined || (!add && before[service] === 0)) continue;
            const by = add ? 1 : -1;
            const after = { ...before, [service]: before[service] + by, total: before.total + by };
            slots.set(slot, after);
            index.moveService(service, slot, before[service], after[service]);
            index.moveTotal(slot, before.total, after.total);
          }
          for (const service of services) {
            const visited: number[] = [];
            index.visitFewestFirst(service, within, start, (slot) => {
              visited.push(slot);
              return false;
            });
            expect(visited).toEqual(sorted(slots, service, start).filter((slot) => within.has(slot)));
          }
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  it('stops when the visitor has enough', () => {
    const index = new CountIndex(capacity);
    for (const slot of [3, 40, 90]) index.add(slot, 0);
    const visited: number[] = [];
    index.visitFewestFirst('a', setOf([3, 40, 90]), 41, (slot) => visited.push(slot) === 2);
    expect(visited).toEqual([90, 3]);
  });
});
