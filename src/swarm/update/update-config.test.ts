import { describe, expect, it } from 'vitest';
import { defaultUpdateConfig } from '../objects/defaults.ts';
import { finalMonitorMs } from './update-config.ts';

describe('finalMonitorMs', () => {
  it('is the monitor, but a second more than the delay if that is as long', () => {
    const of = (delayMs: number, monitorMs: number) => finalMonitorMs({ ...defaultUpdateConfig, delayMs, monitorMs });
    expect([of(0, 5_000), of(3_000, 5_000), of(5_000, 5_000), of(8_000, 2_000), of(10_000, 0)]).toEqual([
      5_000, 5_000, 6_000, 9_000, 11_000,
    ]);
  });
});
