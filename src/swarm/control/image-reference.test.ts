import { describe, expect, it } from 'vitest';
import { isImageReference } from './image-reference.ts';

describe('isImageReference', () => {
  it.each([
    'nginx',
    'nginx:1.25',
    'library/nginx:latest',
    'localhost:5000/app:1',
    `a@sha256:${'0'.repeat(64)}`,
    'Reg.io/a_b/c--d',
  ])('accepts %s', (text) => expect(isImageReference(text)).toBe(true));

  it.each(['UPPER:1', 'a b', 'nginx:', 'a//b', '-a', 'f'.repeat(64), 'reg.io/UPPER'])('refuses %s', (text) =>
    expect(isImageReference(text)).toBe(false),
  );
});
