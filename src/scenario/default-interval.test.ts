import { expect, it } from 'vitest';
import { defaultIntervalMs } from './default-interval.ts';

it.each([
  [1, 1],
  [300, 1],
  [301, 2],
  [60_000, 200],
  [600_000, 2000],
  [86_400_000, 500_000],
])('a run of %d ms has rows of %d ms', (durationMs, intervalMs) => {
  expect(defaultIntervalMs(durationMs)).toBe(intervalMs);
});
