import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { Heartbeat } from './heartbeat.ts';

describe('Heartbeat', () => {
  it('expires three periods after the last beat, 13.5 to 16.5 s by default', () => {
    for (let seed = 0; seed < 50; seed++) {
      const lag = new Heartbeat(new RandomStreams(seed).stream('h'), 5_000, 1_000).expiryMs(1_000) - 1_000;
      expect(lag).toBeGreaterThanOrEqual(13_500);
      expect(lag).toBeLessThan(16_500);
    }
  });

  it('expires 9 to 16.5 s after beats have ceased at any other time', () => {
    for (let seed = 0; seed < 50; seed++) {
      const lag = new Heartbeat(new RandomStreams(seed).stream('h'), 5_000, 0).expiryMs(100_000) - 100_000;
      expect(lag).toBeGreaterThan(9_000 - 500);
      expect(lag).toBeLessThan(16_500);
    }
  });

  it('expires alike after a thousand hours, without drawing every beat', () => {
    const lags = Array.from({ length: 400 }, (_, seed) => {
      const ceasedMs = 3.6e9 + seed * 137;
      return new Heartbeat(new RandomStreams(seed).stream('h'), 5_000, 0).expiryMs(ceasedMs) - ceasedMs;
    });
    expect(Math.min(...lags)).toBeGreaterThan(9_000 - 500);
    expect(Math.max(...lags)).toBeLessThan(16_500);
    // 3 periods less the mean age of the last beat.
    const mean = lags.reduce((sum, lag) => sum + lag, 0) / lags.length;
    expect(Math.abs(mean - 12_500)).toBeLessThan(400);
  });
});
