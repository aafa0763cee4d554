import { describe, expect, it } from 'vitest';
import type { Jitter } from '../spec.ts';
import { backoffMs } from './backoff.ts';

const policy = (jitter: Jitter) => ({
  ...{ attempts: 9, on: [], budget: null, tryTimeoutMs: null, jitter },
  backoff: { baseMs: 100, factor: 2, maxMs: 500 },
});

describe('the wait before a retry', () => {
  it('doubles up to its maximum', () => {
    expect([0, 1, 2, 3].map((retry) => backoffMs(policy('none'), retry, 0, 0.5))).toEqual([100, 200, 400, 500]);
  });

  it.each<[Jitter, number, number]>([
    ['full', 0, 400],
    ['equal', 200, 400],
  ])('%s jitter lies within its bounds', (jitter, least, most) => {
    expect([0, 1].map((uniform) => backoffMs(policy(jitter), 2, 0, uniform))).toEqual([least, most]);
  });

  it('decorrelated goes by the last one', () => {
    expect([0, 1].map((uniform) => backoffMs(policy('decorrelated'), 3, 120, uniform))).toEqual([100, 360]);
    expect(backoffMs(policy('decorrelated'), 0, 0, 1)).toBe(300);
  });
});
