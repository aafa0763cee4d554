import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Outcome, type SearchResult, search } from './search.ts';
import type { Sought } from './sought.ts';

const least: Sought = {
  find: 'x',
  path: 'x',
  unit: '',
  noun: 'x',
  isPrice: false,
  service: null,
  extreme: 'least',
  from: 1,
  to: 100,
  start: 1,
};
const greatest: Sought = { ...least, extreme: 'greatest' };

/** What is found among values that hold or not, and which values were tried for it. */
async function found(
  sought: Sought,
  outcome: (value: number) => boolean | Outcome,
): Promise<SearchResult & { tried: Set<number> }> {
  const tried = new Set<number>();
  const result = await search(sought, async (value) => {
    tried.add(value);
    const came = outcome(value);
    return typeof came === 'string' ? came : came ? 'holds' : 'short';
  });
  return { ...result, tried };
}

describe('the search', () => {
  it('finds the least value that holds, and its neighbour that does not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 101 }), async (first) => {
        const { answer, neighbour, surprises } = await found(least, (value) => value >= first);
        expect(answer).toBe(first > 100 ? null : first);
        expect(neighbour).toBe(first > 100 ? 100 : first === 1 ? null : first - 1);
        expect(surprises).toEqual([]);
      }),
      { seed: 7 },
    );
  });

  it('finds the greatest value that holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 100 }), async (last) => {
        const { answer, neighbour } = await found(greatest, (value) => value <= last);
        expect(answer).toBe(last === 0 ? null : last);
        expect(neighbour).toBe(last === 100 ? null : last + 1);
      }),
      { seed: 7 },
    );
  });

  it('tries few values, and never one outside the range', async () => {
    const { tried } = await found({ ...least, to: 1_000_000 }, (value) => value >= 700_000);
    expect(tried.size).toBeLessThan(50);
    expect([...tried].every((value) => value >= 1 && value <= 1_000_000)).toBe(true);
  });

  it('tries the values around the answer', async () => {
    const { tried } = await found(least, (value) => value >= 10);
    expect([...tried]).toEqual(expect.arrayContaining([8, 9, 10, 11, 12]));
  });

  it.each([
    ['an easier one that does not hold', 13, { answer: 11, surprises: [13] }],
    ['a harder one that holds', 9, { answer: 11, surprises: [9] }],
  ])('tells of %s', async (_, odd, expected) => {
    expect(await found(least, (value) => value >= 11 !== (value === odd))).toMatchObject(expected);
  });

  it('looks farther where something is out of turn', async () => {
    const { surprises } = await found(least, (value) => (value >= 20 && value !== 21 && value !== 25) || value === 15);
    expect(surprises).toEqual([15, 21, 25]);
  });

  it('finds what holds between too few and no more room', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 9 }), async (first, wide) => {
        const outcome = (value: number) => (value < first ? 'short' : value < first + wide ? 'holds' : 'over');
        const { answer, neighbour, surprises } = await found(least, outcome);
        expect(answer).toBe(wide === 0 ? null : first);
        // Without an answer the one that came nearest: the last before there is no more room.
        expect(neighbour).toBe(first > 1 ? first - 1 : wide === 0 ? 1 : null);
        expect(surprises).toEqual([]);
      }),
      { seed: 7 },
    );
  });

  it('begins with the rate that there is, and halves it where that is too much', async () => {
    const rate: Sought = { ...greatest, unit: '/s', to: 10_000, start: 150 };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (last) => {
        const { answer, neighbour, tried } = await found(rate, (value) => value <= last);
        expect([...tried][0]).toBe(150);
        expect(answer).toBeLessThanOrEqual(last);
        expect(answer).toBeGreaterThan(last - Math.max(1, 0.01 * last) - 1);
        if (last < 10_000) expect(neighbour).toBeGreaterThan(last);
        expect(tried.size).toBeLessThan(25);
      }),
      { seed: 7 },
    );
  });

  it('finds rates to one in a hundred', async () => {
    const rate: Sought = { ...greatest, unit: '/s', to: 100_000 };
    const { answer, neighbour } = await found(rate, (value) => value <= 54_321);
    expect(answer).toBeLessThanOrEqual(54_321);
    expect(neighbour).toBeGreaterThan(54_321);
    expect((neighbour ?? 0) - (answer ?? 0)).toBeLessThanOrEqual(543);
  });
});
