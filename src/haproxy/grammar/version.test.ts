import { describe, expect, it } from 'vitest';
import { isSince } from './version.ts';

describe('isSince', () => {
  it.each([
    ['2.6', true],
    ['2.1', true],
    ['2.0', false],
    ['2.0.31', false],
    ['1.8', false],
    ['2.10', true],
    ['3.0', true],
    ['2', true],
    ['1', false],
    ['lts', true],
    ['1.7-alpine', false],
  ])('%s is since 2.1: %s', (version, since) => {
    expect(isSince(version, 2, 1)).toBe(since);
  });
});
