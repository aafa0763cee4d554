import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlotSet } from './slot-set.ts';
import { Tournament } from './tournament.ts';

const capacity = 64;
const slots = fc.uniqueArray(fc.nat({ max: capacity - 1 }), { maxLength: 40 });
/** Few different ranks, so that ties are frequent; `null` = takes no part. */
const rank = fc.option(fc.nat({ max: 3 }));

describe('Tournament', () => {
  it('finds what looking at all slots finds, after any changes', () => {
    fc.assert(
      fc.property(
        slots,
        fc.array(rank, { minLength: capacity, maxLength: capacity }),
        fc.array(fc.record({ nth: fc.nat(), to: rank }), { maxLength: 20 }),
        slots,
        fc.nat({ max: capacity - 1 }),
        (members, ranks, changes, without, start) => {
          const sorted = members.toSorted((a, b) => a - b);
          const tournament = new Tournament(sorted, {
            takesPart: (slot) => ranks[slot] !== null,
            compare: (a, b) => ranks[a]! - ranks[b]!,
          });
          const left = setOf(without);
          expect(tournament.best(start, left)).toBe(best(sorted, ranks, left, start));
          for (const { nth, to } of changes) {
            const slot = sorted[nth % Math.max(1, sorted.length)];
            if (slot === undefined) continue;
            ranks[slot] = to;
            tournament.changed(slot);
            expect(tournament.best(start, left)).toBe(best(sorted, ranks, left, start));
          }
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });
});

function best(members: readonly number[], ranks: readonly (number | null)[], without: SlotSet, start: number) {
  const distance = (slot: number) => (slot - start + capacity) % capacity;
  const [first] = members
    .filter((slot) => ranks[slot] !== null && !without.has(slot))
    .sort((a, b) => ranks[a]! - ranks[b]! || distance(a) - distance(b));
  return first ?? null;
}

function setOf(members: readonly number[]): SlotSet {
  const set = new SlotSet(capacity);
  for (const slot of members) set.add(slot);
  return set;
}
