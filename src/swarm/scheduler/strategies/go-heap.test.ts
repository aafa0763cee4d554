import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GoHeap } from './go-heap.ts';

interface Item {
  readonly key: number;
  readonly name: string;
}
const sinks = (a: Item, b: Item) => a.key < b.key;

function names(items: readonly Item[]): string {
  return items.map(({ name }) => name).join('');
}

describe('GoHeap', () => {
  it('sorts what was pushed, or handed over, the root last', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (keys) => {
        const smaller = (a: number, b: number) => a < b;
        const pushed = new GoHeap<number>([], smaller);
        for (const key of keys) pushed.push(key);
        const expected = keys.toSorted((a, b) => a - b);
        expect(pushed.drain()).toEqual(expected);
        expect(new GoHeap([...keys], smaller).drain()).toEqual(expected);
      }),
      { seed: 3 },
    );
  });

  it('keeps the others when the root is replaced', () => {
    const heap = new GoHeap([5, 1, 9], (a, b) => a < b);
    expect(heap.root).toBe(9);
    heap.replaceRoot(2);
    expect(heap.drain()).toEqual([1, 2, 5]);
  });

  it('gives up one root after the other', () => {
    const heap = new GoHeap([5, 1, 9, 7], (a, b) => a < b);
    const roots: (number | undefined)[] = [];
    for (let i = 0; i < 5; i++) {
      roots.push(heap.root);
      heap.removeRoot();
    }
    expect(roots).toEqual([9, 7, 5, 1, undefined]);
  });

  it('leaves equal items in the order in which Go’s heap leaves them', () => {
    const two = new GoHeap<Item>([], sinks);
    for (const name of 'ab') two.push({ key: 0, name });
    expect(names(two.drain())).toBe('ba');
    const four = new GoHeap<Item>([], sinks);
    for (const name of 'abcd') four.push({ key: 0, name });
    expect(names(four.drain())).toBe('bcda');
  });
});
