import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { IdSource } from './ids.ts';

describe('IdSource', () => {
  it('makes 25 characters of base 36, another id each time, the same under the same seed', () => {
    const [a, b] = [1, 1].map((seed) => new IdSource(new RandomStreams(seed).stream('ids')));
    const id = a?.next();
    expect(id).toMatch(/^[0-9a-z]{25}$/);
    expect(b?.next()).toBe(id);
    expect(a?.next()).not.toBe(id);
  });
});
