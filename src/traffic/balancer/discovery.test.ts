import { expect, it } from 'vitest';
import { Discovery } from './discovery.ts';

function discovery(places: number) {
  const told: string[] = [];
  return { told, found: new Discovery(places, { setAdmin: (server, state) => void told.push(`${server} ${state}`) }) };
}

it('gives a task the first free place, and frees it when the task is gone', () => {
  const { found, told } = discovery(3);
  found.heard('add', 7);
  found.heard('add', 8);
  found.heard('disable', 7);
  found.heard('delete', 7);
  found.heard('add', 9);
  expect(told).toEqual(['0 ready', '1 ready', '0 drain', '0 maintenance', '0 ready']);
  expect([0, 1].map((server) => found.taskAt(server))).toEqual([9, 8]);
});

it('lets a task wait for a place, unless it leaves before', () => {
  const { found, told } = discovery(1);
  for (const task of [1, 2, 3]) found.heard('add', task);
  found.heard('disable', 2);
  found.heard('delete', 1);
  expect(told).toEqual(['0 ready', '0 maintenance', '0 ready']);
  expect(found.taskAt(0)).toBe(3);
});
