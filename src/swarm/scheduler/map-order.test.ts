import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { inMapOrder } from './map-order.ts';

const random = new RandomStreams(1).stream('map');

describe('inMapOrder', () => {
  it('goes round up to eight items from a random one', () => {
    const orders = new Set(Array.from({ length: 300 }, () => inMapOrder(['a', 'b', 'c'], random).join('')));
    expect([...orders].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['abc', 'bca', 'cab']);
  });

  it('favours the first: of two it starts with it seven times of eight', () => {
    const first = Array.from({ length: 4000 }, () => inMapOrder(['a', 'b'], random)[0]).filter((item) => item === 'a');
    expect(first.length / 4000).toBeCloseTo(7 / 8, 1);
  });

  it('takes more in any order, each once', () => {
    const items = Array.from({ length: 20 }, (_, i) => i);
    const order = inMapOrder(items, random);
    expect(order).not.toEqual(items);
    expect(order.toSorted((a, b) => a - b)).toEqual(items);
  });
});
