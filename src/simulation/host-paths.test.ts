import { describe, expect, it } from 'vitest';
import { hasPath } from './host-paths.ts';

describe('hasPath', () => {
  it.each([
    [null, '/nosuch', true],
    [[], '/nosuch', false],
    [[], '/var/run/docker.sock', true],
    [[], '/etc/', true],
    [[], '/etc/nosuch', false],
    [[], '/proc/1/ns', true],
    [['/data'], '/data/web', true],
    [['/data'], '/database', false],
    [[], '/', true],
  ])('of what a machine has (%j), %s: %s', (own, path, has) => {
    expect(hasPath(own, path)).toBe(has);
  });
});
