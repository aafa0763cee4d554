import { expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { mapOrder } from './map-order.ts';

const random = new RandomStreams(1).stream('test');
const orders = (count: number) =>
  new Set(
    Array.from({ length: 400 }, () =>
      mapOrder(
        Array.from({ length: count }, (_, at) => at),
        random,
      ).join(),
    ),
  );

it('keeps the order of few entries and begins anywhere', () => {
  expect(orders(4)).toEqual(new Set(['0,1,2,3', '1,2,3,0', '2,3,0,1', '3,0,1,2']));
});

it('brings many entries in any order, none lost', () => {
  expect(orders(9).size).toBeGreaterThan(300);
  expect([...mapOrder([...'abcdefghijkl'], random)].sort()).toEqual([...'abcdefghijkl']);
});
