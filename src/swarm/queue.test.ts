import { describe, expect, it } from 'vitest';
import { Queue } from './queue.ts';

describe('Queue', () => {
  it('gives back what came first', () => {
    const queue = new Queue<number>();
    queue.push(1);
    queue.push(2);
    expect([queue.shift(), queue.length]).toEqual([1, 1]);
    queue.push(3);
    expect([queue.shift(), queue.shift(), queue.shift(), queue.length]).toEqual([2, 3, undefined, 0]);
  });
});
