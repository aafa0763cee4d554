import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlotList } from './slot-list.ts';
import { SlotSet } from './slot-set.ts';

const capacity = 128;
const slot = fc.nat({ max: capacity - 1 });

describe('SlotList', () => {
  it('lists the set round from the start, and stays when the set changes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(slot), slot, (members, start) => {
        const set = new SlotSet(capacity);
        for (const member of members) set.add(member);
        const list = new SlotList(set, start);
        for (const member of members) set.delete(member);
        const ascending = members.toSorted((a, b) => a - b);
        const expected = [...ascending.filter((s) => s >= start), ...ascending.filter((s) => s < start)];
        expect(Array.from({ length: list.length }, (_, i) => list.at(i))).toEqual(expected);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
