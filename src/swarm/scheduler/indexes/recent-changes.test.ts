import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecentChanges } from './recent-changes.ts';

const capacity = 12;

describe('RecentChanges', () => {
  it('tells each slot that has changed since then once, the latest first', () => {
    const noted = fc.array(fc.nat({ max: capacity - 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(noted, noted, (before, after) => {
        const changes = new RecentChanges(capacity);
        for (const slot of before) changes.note(slot);
        const { clock } = changes;
        for (const slot of after) changes.note(slot);
        const told: number[] = [];
        changes.visitSince(clock, (slot) => told.push(slot));
        expect(told).toEqual([...new Set(after.toReversed())]);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
