import { describe, expect, it } from 'vitest';
import { judge, missesByFar, parsePromise } from './promise.ts';

const judged = (text: string, ...seen: (number | string | null)[]) =>
  judge(parsePromise(text), seen, 0.95, '').judgement;

describe('a promise about a mean', () => {
  it.each([
    ['p99(a) < 100ms', [90, 91, 92, 90], 'kept'],
    ['p99(a) < 100ms', [110, 111, 112, 110], 'broken'],
    ['p99(a) < 100ms', [95, 99, 104, 97], 'undecided'],
    ['p99(a) < 100ms', [101, 96, 106, 102], 'undecided'],
    ['availability(web) > 99%', [0.999, 0.998, 0.999], 'kept'],
    ['availability(web) > 99%', [0.95, 0.951, 0.952], 'broken'],
    ['error_rate(a) <= 0%', [0, 0, 0], 'kept'],
    ['pending < 1', [0, 0], 'kept'],
  ])('%s of %j is %s', (text, seen, judgement) => {
    expect(judged(text, ...seen)).toBe(judgement);
  });

  it('is open after one run', () => {
    expect(judged('p99(a) < 100ms', 90)).toBe('undecided');
    expect(judged('p99(a) < 100ms', 900)).toBe('undecided');
  });

  it('of which nothing may be is broken by anything', () => {
    expect(judged('error_rate(a) <= 0%', 0, 0.01, 0)).toBe('broken');
  });

  it('is broken by one replication that fails', () => {
    expect(judged('p99(a) < 100ms', 90, 90, Number.POSITIVE_INFINITY)).toBe('broken');
    expect(judged('headroom(web) > 3', 90, Number.POSITIVE_INFINITY)).toBe('kept');
  });

  it('has the bound on the side of its limit', () => {
    const seen = [90, 92, 91, 93];
    expect(judge(parsePromise('p99(a) < 100ms'), seen, 0.95, '').bound).toBeGreaterThan(91.5);
    expect(judge(parsePromise('p99(a) > 80ms'), seen, 0.95, '').bound).toBeLessThan(91.5);
    expect(judge(parsePromise('p99(a) < 100ms'), [90], 0.95, '').bound).toBeNull();
  });
});

describe('a single run', () => {
  it.each([
    ['p99(a) < 100ms', 201, 500, true],
    ['p99(a) < 100ms', 199, 500, false],
    ['p99(a) < 100ms', 201, 499, false],
    ['max(a) < 100ms', 900, 500, false],
    ['availability(web) > 99%', 0.49, null, true],
    ['availability(web) > 99%', 0.5, null, false],
    ['pending < 2', 5, null, true],
    ['pending == 0', 5, null, false],
    ['update_state(web) == completed', 'paused', null, false],
  ])('%s misses by far with %s (%s requests): %s', (text, value, requests, far) => {
    expect(missesByFar(parsePromise(text), value, requests)).toBe(far);
  });
});

describe('a promise of a value', () => {
  it.each([
    ['pending == 0', [0, 0, 0], 'kept'],
    ['pending == 0', [0, 0, 1], 'broken'],
    ['pending == 0', [1], 'broken'],
    ['update_state(web) == completed', ['completed', 'completed'], 'kept'],
    ['update_state(web) == completed', ['completed', 'paused'], 'broken'],
    ['update_state(web) != paused', ['completed', 'none'], 'kept'],
    ['p99(a) < 100ms', [90, null], 'broken'],
  ])('%s of %j is %s: it must hold in every run', (text, seen, judgement) => {
    expect(judged(text, ...seen)).toBe(judgement);
  });
});

it.each([
  ['p99(shoppers < 250ms', "--promise 'p99(shoppers < 250ms':1:4: this ( is not closed"],
  ['p98(a) < 1s', "--promise 'p98(a) < 1s':1:1: no metric is called"],
  ['p99(a) < 250', "--promise 'p99(a) < 250':1:10: "],
])('%s cannot be read', (text, message) => {
  expect(() => parsePromise(text)).toThrow(message);
});
