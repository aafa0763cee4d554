import { describe, expect, it } from 'vitest';
import type { HealthConfig } from '../swarm/objects/service.ts';
import { healthCheckOf } from './health-check.ts';
import type { HealthcheckSpec } from './scenario.ts';

const instant = { kind: 'constant', value: 0 } as const;
const image: HealthcheckSpec = {
  intervalMs: 5_000,
  timeoutMs: 0,
  retries: 5,
  startPeriodMs: 7_000,
  takesMs: instant,
  passesFromMs: instant,
  passesUntilMs: null,
};

function service(overrides: Partial<HealthConfig>): HealthConfig {
  return { test: [], intervalMs: 0, timeoutMs: 0, startPeriodMs: 0, startIntervalMs: 0, retries: 0, ...overrides };
}

describe('healthCheckOf', () => {
  it('takes what the service says, then what its image says, then what the engine does', () => {
    expect(healthCheckOf(service({ retries: 2 }), image)).toEqual({
      intervalMs: 5_000,
      timeoutMs: 30_000,
      retries: 2,
      startPeriodMs: 7_000,
      verdict: 'as it is',
    });
  });

  it.each([
    ['neither has one', null, null],
    ['the service wants none', service({ test: ['NONE'] }), image],
    ['the service has times and no command, and its image none', service({ intervalMs: 1 }), null],
  ])('is none if %s', (_, ofService, ofImage) => {
    expect(healthCheckOf(ofService, ofImage)).toBeNull();
  });

  it.each([
    ['exit 1', 'fails'],
    ['false', 'fails'],
    ['exit 0', 'passes'],
    ['curl -f http://localhost/ || exit 1', 'as it is'],
  ])('knows what `%s` says', (command, verdict) => {
    expect(healthCheckOf(service({ test: ['CMD-SHELL', command] }), null)?.verdict).toBe(verdict);
  });
});
