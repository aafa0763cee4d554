import { describe, expect, it } from 'vitest';
import { serverIds } from './server-ids.ts';

describe('serverIds', () => {
  it.each([
    [
      [null, null, null],
      [1, 2, 3],
    ],
    [
      [7, null],
      [7, 2],
    ],
    [
      [2, null],
      [2, 3],
    ],
    [
      [2, null, null],
      [2, 3, 4],
    ],
    [
      [null, 1],
      [2, 1],
    ],
    [
      [null, 1, null],
      [2, 1, 4],
    ],
    [
      [30, 10, 20],
      [30, 10, 20],
    ],
  ])('of servers with id %j: %j', (own, ids) => {
    expect(serverIds(own.map((id) => ({ id })))).toEqual(ids);
  });
});
