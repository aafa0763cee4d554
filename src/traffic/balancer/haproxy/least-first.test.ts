import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeastFirst } from './least-first.ts';

describe('LeastFirst', () => {
  it('has the least key first, of equals the one that was put in earliest', () => {
    const operation = fc.record({ server: fc.nat(6), key: fc.option(fc.nat(3), { nil: null }) });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const tree = new LeastFirst(7);
        let expected: { server: number; key: number }[] = [];
        for (const { server, key } of operations) {
          expected = expected.filter((each) => each.server !== server);
          if (key === null) tree.remove(server);
          else {
            tree.put(server, key);
            const behind = expected.findIndex((each) => each.key > key);
            expected.splice(behind < 0 ? expected.length : behind, 0, { server, key });
          }
          expect(tree.first).toBe(expected[0]?.server ?? -1);
          expect([0, 1, 2, 3, 4, 5, 6].filter((each) => tree.has(each))).toEqual(
            expected.map((each) => each.server).sort((a, b) => a - b),
          );
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
