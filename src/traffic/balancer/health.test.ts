import { describe, expect, it } from 'vitest';
import { Health } from './health.ts';
import { afterFailure, type FailedAttempt } from './retry.ts';
import { firstChecksMs } from './server-checks.ts';

const spec = {
  intervalMs: 2000,
  fastIntervalMs: 500,
  downIntervalMs: 5000,
  fall: 3,
  rise: 2,
  http: null,
  timeoutMs: null,
};

/** States and pauses after each of the results, `+` passed and `-` failed. */
function play(results: string): string {
  const health = new Health(spec);
  return [...results]
    .map((result) => {
      if (result === '+') health.passed();
      else health.failed();
      return `${health.up ? 'up' : 'down'}/${health.intervalMs}`;
    })
    .join(' ');
}

describe('health', () => {
  it.each([
    ['-', 'down/5000'],
    ['+', 'up/2000'],
    ['+--', 'up/2000 up/500 up/500'],
    ['+---', 'up/2000 up/500 up/500 down/5000'],
    ['+--+--', 'up/2000 up/500 up/500 up/2000 up/500 up/500'],
    ['-++', 'down/5000 down/500 up/2000'],
    ['-+-++', 'down/5000 down/500 down/5000 down/500 up/2000'],
  ])('after %s', (results, states) => {
    expect(play(results)).toBe(states);
  });

  it('spreads the first checks over the longest reasonable interval', () => {
    expect(firstChecksMs([2000, 2000, 2000, 2000])).toEqual([0, 500, 1000, 1500]);
    // The smallest of at least a second counts for the shorter ones.
    expect(firstChecksMs([100, 4000])).toEqual([0, 2000]);
    expect(firstChecksMs([100, 100])).toEqual([0, 50]);
  });
});

describe('after a failed attempt', () => {
  const failed: FailedAttempt = {
    retries: 0,
    allowed: 3,
    redispatch: null,
    usableServers: 1,
    serverRuns: true,
    refused: true,
    connectTimeoutMs: 5000,
  };

  it.each<[string, Partial<FailedAttempt>, string]>([
    ['a refusal: the same server after a second', {}, 'same server 1000'],
    ['a short connect timeout shortens the pause', { connectTimeoutMs: 300 }, 'same server 300'],
    ['no connect timeout', { connectTimeoutMs: null }, 'same server 1000'],
    ['a connect timeout: at once', { refused: false }, 'same server 0'],
    ['retries are used up', { retries: 3, redispatch: -1, usableServers: 2 }, 'give up'],
    ['no retries are allowed', { allowed: 0, redispatch: -1, usableServers: 2 }, 'give up'],
    ['several servers and redispatch', { redispatch: -1, usableServers: 2 }, 'redispatch'],
    ['one server and redispatch on the last retry: not yet', { redispatch: -1 }, 'same server 1000'],
    ['one server and redispatch on the last retry: now', { redispatch: -1, retries: 2 }, 'redispatch'],
    ['redispatch on each second retry: not the first', { redispatch: 2 }, 'same server 1000'],
    ['redispatch on each second retry: the second', { redispatch: 2, retries: 1 }, 'redispatch'],
    ['the server went down meanwhile', { redispatch: -1, serverRuns: false }, 'redispatch'],
    ['it went down, but there is no redispatch', { serverRuns: false }, 'same server 1000'],
  ])('%s', (_, more, expected) => {
    const step = afterFailure({ ...failed, ...more });
    expect(step.kind === 'same server' ? `${step.kind} ${step.afterMs}` : step.kind).toBe(expected);
  });
});
