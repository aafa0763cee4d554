import { describe, expect, it } from 'vitest';
import { afterFailure, type FailedAttempt, pauseMs } from './retry.ts';

describe('after a failed attempt', () => {
  const failed: FailedAttempt = {
    retries: 0,
    allowed: 3,
    redispatch: null,
    usableServers: 1,
    hashes: false,
    serverRuns: true,
  };

  it.each<[string, Partial<FailedAttempt>, string]>([
    ['no redispatch', {}, 'same server'],
    ['retries are used up', { retries: 3, redispatch: -1, usableServers: 2 }, 'give up'],
    ['no retries are allowed', { allowed: 0, redispatch: -1, usableServers: 2 }, 'give up'],
    ['several servers and redispatch', { redispatch: -1, usableServers: 2 }, 'redispatch'],
    ['several servers, but a hash says which', { redispatch: -1, usableServers: 2, hashes: true }, 'same server'],
    ['a hash, on the last retry', { redispatch: -1, usableServers: 2, hashes: true, retries: 2 }, 'redispatch'],
    ['one server and redispatch on the last retry: not yet', { redispatch: -1 }, 'same server'],
    ['one server and redispatch on the last retry: now', { redispatch: -1, retries: 2 }, 'redispatch'],
    ['redispatch on each second retry: not the first', { redispatch: 2 }, 'same server'],
    ['redispatch on each second retry: the second', { redispatch: 2, retries: 1 }, 'redispatch'],
    ['the server went down meanwhile', { redispatch: -1, serverRuns: false }, 'redispatch'],
    ['it went down, but there is no redispatch', { serverRuns: false }, 'same server'],
  ])('%s', (_, more, expected) => {
    expect(afterFailure({ ...failed, ...more })).toBe(expected);
  });

  it.each([
    ['a refusal: a second', true, 5000, 1000],
    ['a short connect timeout shortens it', true, 300, 300],
    ['no connect timeout', true, null, 1000],
    ['a connect timeout: none', false, 5000, 0],
  ])('pauses before the same server after %s', (_, refused, connectMs, expected) => {
    expect(pauseMs(refused, connectMs)).toBe(expected);
  });
});
