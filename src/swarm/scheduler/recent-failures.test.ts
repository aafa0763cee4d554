import { describe, expect, it } from 'vitest';
import { RecentFailures } from './recent-failures.ts';

describe('RecentFailures', () => {
  it('counts the failures of the last five minutes', () => {
    const failures = new RecentFailures();
    failures.record('1/svc', 0);
    failures.record('1/svc', 100_000);
    expect(failures.count('1/svc', 300_000)).toBe(2);
    expect(failures.count('1/svc', 300_001)).toBe(1);
    expect(failures.count('1/svc', 400_001)).toBe(0);
  });

  it('forgets old ones when a new one comes', () => {
    const failures = new RecentFailures();
    failures.record('1/svc', 0);
    failures.record('1/svc', 300_000);
    expect(failures.count('1/svc', 300_000)).toBe(1);
  });

  it('tells services and versions apart', () => {
    const failures = new RecentFailures();
    failures.record('1/svc', 0);
    expect(failures.count('2/svc', 0)).toBe(0);
  });
});
