import { expect, test } from 'vitest';
import { heapGrowth } from '../../bench/speed/heap-growth.ts';

// What is not left by requests is some 300 KiB: code that V8 compiles on the way, rows of intervals. Of a byte that every request
// left, far more would be there.
test('a request leaves nothing on the heap', { timeout: 120_000 }, async () => {
  const { heapBytes } = await heapGrowth(3_000_000);
  expect(heapBytes).toBeLessThan(0.5);
});
