import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorstFirstHeap } from './worst-first-heap.ts';

interface Item {
  readonly key: number;
  readonly name: string;
}
const isBetter = (a: Item, b: Item) => a.key < b.key;

function names(items: readonly Item[]): string {
  return items.map(({ name }) => name).join('');
}

describe('WorstFirstHeap', () => {
  it('sorts what was pushed, or handed over, best first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (keys) => {
        const smaller = (a: number, b: number) => a < b;
        const pushed = new WorstFirstHeap<number>([], smaller);
        for (const key of keys) pushed.push(key);
        const expected = keys.toSorted((a, b) => a - b);
        expect(pushed.drain()).toEqual(expected);
        expect(new WorstFirstHeap([...keys], smaller).drain()).toEqual(expected);
      }),
      { seed: 3 },
    );
  });

  it('keeps the best when the worst is replaced', () => {
    const heap = new WorstFirstHeap([5, 1, 9], (a, b) => a < b);
    expect(heap.worst).toBe(9);
    heap.replaceWorst(2);
    expect(heap.drain()).toEqual([1, 2, 5]);
  });

  it('leaves equal items in the order in which Go’s heap leaves them', () => {
    const two = new WorstFirstHeap<Item>([], isBetter);
    for (const name of 'ab') two.push({ key: 0, name });
    expect(names(two.drain())).toBe('ba');
    const four = new WorstFirstHeap<Item>([], isBetter);
    for (const name of 'abcd') four.push({ key: 0, name });
    expect(names(four.drain())).toBe('bcda');
  });
});
