import { describe, expect, it } from 'vitest';
import { EventLoop } from '../kernel/event-loop.ts';
import type { HealthCheck } from './health-check.ts';
import { HealthProbe, type ProbedContainer } from './health-probe.ts';

const check: HealthCheck = { intervalMs: 1_000, timeoutMs: 500, retries: 3, startPeriodMs: 0, verdict: 'as it is' };

/** What is told within 20 s, with its time. */
function told(
  overrides: Partial<HealthCheck>,
  look: (nowMs: number) => ReturnType<ProbedContainer['look']>,
  probeMs = 100,
) {
  const loop = new EventLoop();
  const log: string[] = [];
  new HealthProbe(
    { ...check, ...overrides },
    {
      probeMs,
      later: (delayMs, action) => loop.call(delayMs, action),
      look: () => look(loop.nowMs),
      tell: (state) => log.push(`${loop.nowMs} ${state}`),
    },
  );
  loop.runUntil(20_000);
  return log;
}

describe('the probes of a container', () => {
  it('begin an interval after the start', () => {
    expect(told({}, () => 'answers')).toEqual(['1100 healthy']);
  });

  it('find it unhealthy after so many failures in a row, an interval from the end of each to the next', () => {
    expect(told({}, () => 'refuses')).toEqual(['3300 unhealthy']);
  });

  it('begin to count anew after a success', () => {
    // Probes end at 1100, 2200, …; two of three fail.
    const look = (nowMs: number) => (Math.round(nowMs / 1_100) % 3 === 1 ? 'answers' : 'refuses');
    expect(told({}, look)).toEqual(['1100 healthy']);
  });

  it('that begin within the start period do not count before the first success', () => {
    expect(told({ startPeriodMs: 6_000 }, () => 'refuses')).toEqual(['8800 unhealthy']);
    expect(told({ startPeriodMs: 6_000 }, (nowMs) => (nowMs < 2_000 ? 'answers' : 'refuses'))).toEqual([
      '1100 healthy',
      '4400 unhealthy',
    ]);
  });

  it('of a container that hangs fail at their timeout', () => {
    expect(told({}, () => 'hangs')).toEqual(['4500 unhealthy']);
  });

  it('that take longer than the timeout fail', () => {
    expect(told({}, () => 'answers', 700)).toEqual(['4500 unhealthy']);
  });

  it('find it healthy again', () => {
    expect(told({ retries: 1 }, (nowMs) => (nowMs > 5_000 ? 'answers' : 'refuses'))).toEqual([
      '1100 unhealthy',
      '5500 healthy',
    ]);
  });

  it.each([
    ['fails', ['3300 unhealthy']],
    ['passes', ['1100 healthy']],
  ] as const)('of a command that always %s look at nothing else', (verdict, log) => {
    expect(told({ verdict }, () => (verdict === 'fails' ? 'answers' : 'refuses'))).toEqual(log);
  });
});
