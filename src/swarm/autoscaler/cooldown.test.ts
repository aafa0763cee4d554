import { describe, expect, it } from 'vitest';
import { Cooldown } from './cooldown.ts';

const cooldown = () => new Cooldown({ upCooldownMs: 30, downCooldownMs: 100 }, 4, 0);

describe('Cooldown', () => {
  it('lets the first step up at once, the next after the wait', () => {
    const wait = cooldown();
    expect(wait.allow(6, 4, 15)).toBe(6);
    wait.changed(15);
    expect(wait.allow(9, 6, 30)).toBe(6);
    expect(wait.allow(9, 6, 45)).toBe(9);
  });

  it('begins with the wait before going down', () => {
    const wait = cooldown();
    expect(wait.allow(2, 4, 15)).toBe(4);
    expect(wait.allow(2, 4, 99)).toBe(4);
    expect(wait.allow(2, 4, 100)).toBe(2);
  });

  it('goes down to the most that was recommended within the wait', () => {
    const wait = cooldown();
    wait.allow(3, 4, 60);
    wait.allow(1, 4, 90);
    expect(wait.allow(1, 4, 120)).toBe(3);
    wait.changed(120);
    expect(wait.allow(1, 3, 219)).toBe(3);
    expect(wait.allow(1, 3, 220)).toBe(1);
  });

  it('never goes up because of what was recommended earlier', () => {
    const wait = cooldown();
    wait.allow(9, 4, 10);
    expect(wait.allow(2, 3, 90)).toBe(3);
  });
});
