import { expect, it } from 'vitest';
import { goTime, rfc3339 } from './timestamp.ts';

const startUnixMs = Date.UTC(2026, 0, 1);

it.each([
  [0, '2026-01-01T00:00:00Z'],
  [5_250, '2026-01-01T00:00:05.25Z'],
  [10_000, '2026-01-01T00:00:10Z'],
  [1.5, '2026-01-01T00:00:00.0015Z'],
  [0.000001, '2026-01-01T00:00:00.000000001Z'],
  [86_400_000 * 59, '2026-03-01T00:00:00Z'],
])('%d ms after the start', (atMs, text) => {
  expect(rfc3339({ startUnixMs, atMs })).toBe(text);
});

it("is printed in Go's form too", () => {
  expect(goTime({ startUnixMs, atMs: 392.838739 })).toBe('2026-01-01 00:00:00.392838739 +0000 UTC');
});
