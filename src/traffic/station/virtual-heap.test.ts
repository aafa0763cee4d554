import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualHeap } from './virtual-heap.ts';

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
