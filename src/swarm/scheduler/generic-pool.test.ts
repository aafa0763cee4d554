import { describe, expect, it } from 'vitest';
import type { GenericResource } from '../objects/resources.ts';
import { GenericPool } from './generic-pool.ts';

const advertised: GenericResource[] = [
  { kind: 'gpu', value: 3 },
  { kind: 'fpga', named: ['a', 'b', 'c'] },
];

describe('GenericPool', () => {
  it('gives out counts, and names in their order', () => {
    const pool = new GenericPool(advertised);
    expect(
      pool.claim([
        { kind: 'fpga', value: 2 },
        { kind: 'gpu', value: 1 },
      ]),
    ).toEqual([
      { kind: 'fpga', named: ['a', 'b'] },
      { kind: 'gpu', value: 1 },
    ]);
    expect(pool.has({ kind: 'gpu', value: 2 })).toBe(true);
    expect(pool.has({ kind: 'gpu', value: 3 })).toBe(false);
    expect(pool.has({ kind: 'fpga', value: 2 })).toBe(false);
  });

  it('gives names that come back to others last', () => {
    const pool = new GenericPool(advertised);
    const claimed = pool.claim([{ kind: 'fpga', value: 2 }]);
    pool.giveBack(claimed, advertised);
    expect(pool.claim([{ kind: 'fpga', value: 2 }])).toEqual([{ kind: 'fpga', named: ['c', 'a'] }]);
  });

  it('has nothing of a kind that is used up, until it comes back', () => {
    const pool = new GenericPool(advertised);
    const claimed = pool.claim([{ kind: 'gpu', value: 3 }]);
    expect(pool.has({ kind: 'gpu', value: 0 })).toBe(false);
    pool.giveBack(claimed, advertised);
    expect(pool.has({ kind: 'gpu', value: 3 })).toBe(true);
  });

  describe('with too little left', () => {
    it('claims nothing of any kind if one is missing', () => {
      const pool = new GenericPool(advertised);
      expect(
        pool.claim([
          { kind: 'gpu', value: 1 },
          { kind: 'tpu', value: 1 },
        ]),
      ).toEqual([]);
      expect(pool.has({ kind: 'gpu', value: 3 })).toBe(true);
    });

    it('claims nothing of a count that is too small, but the others', () => {
      const pool = new GenericPool(advertised);
      expect(
        pool.claim([
          { kind: 'gpu', value: 4 },
          { kind: 'fpga', value: 1 },
        ]),
      ).toEqual([{ kind: 'fpga', named: ['a'] }]);
    });

    it('claims the names that are left', () => {
      const pool = new GenericPool(advertised);
      expect(pool.claim([{ kind: 'fpga', value: 5 }])).toEqual([{ kind: 'fpga', named: ['a', 'b', 'c'] }]);
    });
  });

  it('takes nothing back that the node does not offer any more', () => {
    const pool = new GenericPool([
      { kind: 'gpu', value: 1 },
      { kind: 'fpga', named: ['b'] },
    ]);
    const now: GenericResource[] = [
      { kind: 'gpu', value: 2 },
      { kind: 'fpga', named: ['b', 'c'] },
    ];
    pool.giveBack(
      [
        { kind: 'gpu', value: 3 },
        { kind: 'fpga', named: ['a', 'c'] },
        { kind: 'tpu', value: 1 },
      ],
      now,
    );
    expect(pool.has({ kind: 'gpu', value: 2 })).toBe(true);
    expect(pool.has({ kind: 'gpu', value: 3 })).toBe(false);
    expect(pool.has({ kind: 'tpu', value: 1 })).toBe(false);
    expect(pool.claim([{ kind: 'fpga', value: 9 }])).toEqual([{ kind: 'fpga', named: ['b', 'c'] }]);
  });
});
