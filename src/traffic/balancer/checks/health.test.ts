import { describe, expect, it } from 'vitest';
import { plainCheck } from '../plain-balancer.ts';
import { Health } from './health.ts';

const spec = { ...plainCheck, fastIntervalMs: 500, downIntervalMs: 5000 };

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
});
