import type { CheckPace, HealthCheckSpec } from '../../spec.ts';
import { Health } from './health.ts';

/** Shorter intervals do not spread the first checks of all. */
const leastSpreadMs = 1000;

/**
 * When the first checks of a balancer's checked servers begin, in ms after its start: spread over the longest reasonable time
 * (haproxy 2.6: src/check.c, `start_checks`). `checks` are in order of declaration over all backends. A server that has just been
 * started is on its way up: what counts is its `fastinter`.
 */
export function firstChecksMs(checks: readonly HealthCheckSpec[], { maxSpreadMs }: CheckPace): number[] {
  const intervals = checks.map((spec) => new Health(spec).intervalMs);
  const long = intervals.filter((interval) => interval >= leastSpreadMs);
  const least = long.length > 0 ? Math.min(...long) : 0;
  const most = maxSpreadMs > 0 ? maxSpreadMs : Number.POSITIVE_INFINITY;
  return intervals.map((interval, k) => (k * Math.min(Math.max(interval, least), most)) / intervals.length);
}
