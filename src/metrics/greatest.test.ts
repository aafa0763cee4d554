import { expect, it } from 'vitest';
import { Greatest } from './greatest.ts';

function counted(greatest: Greatest, index: number, ups: number, downs: number): void {
  for (let i = 0; i < ups; i++) greatest.up(index);
  greatest.down(index, downs);
}

it('knows the greatest values over stretches that overlap', () => {
  const greatest = new Greatest();
  const queue = greatest.add();
  counted(greatest, queue, 5, 3);
  greatest.begin(7);
  expect(greatest.of(7, queue)).toBe(2);
  counted(greatest, queue, 1, 2);
  greatest.begin(8);
  counted(greatest, queue, 6, 7);
  greatest.end(7);
  counted(greatest, queue, 9, 0);
  expect([greatest.of(7, queue), greatest.of(8, queue), greatest.value(queue)]).toEqual([7, 9, 9]);
});

it('has counters that are added in the middle of a stretch, and stretches that begin again', () => {
  const greatest = new Greatest();
  greatest.begin(1);
  const late = greatest.add();
  counted(greatest, late, 4, 4);
  expect(greatest.of(1, late)).toBe(4);
  greatest.end(1);
  greatest.begin(1);
  counted(greatest, late, 1, 0);
  expect(greatest.of(1, late)).toBe(1);
});
