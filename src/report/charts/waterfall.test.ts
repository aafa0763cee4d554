import { describe, expect, it } from 'vitest';
import type { HopRow, RequestRow } from '../../simulation/run-result.ts';
import { FILE_FRAME } from './frame.ts';
import type { SingleChart } from './single-chart.ts';
import { waterfall } from './waterfall.ts';

function request(number: number, latency_ms: number, parent: number | null = null, outcome = 'ok'): RequestRow {
  const client = parent === null ? 'shoppers' : 'web/api';
  return { request: number, parent, latency_ms, outcome, client, time_s: (1000 + latency_ms) / 1000 } as RequestRow;
}

function hop(number: number, what: string, fromMs: number, toMs: number, attempt = 1): HopRow {
  const times = { start_s: (1000 + fromMs) / 1000, end_s: (1000 + toMs) / 1000 };
  return { request: number, hop: 1, attempt, what, where: 'web.1', ...times };
}

interface Drawn {
  readonly labels: readonly string[];
  readonly bars: readonly { from_ms: number; to_ms: number; top: number; bottom: number; group: string }[];
}

/** What of it stands in the finished chart. */
function drawn(requests: readonly RequestRow[], hops: readonly HopRow[]): Drawn {
  const text = JSON.stringify(waterfall({ requests, hops })?.specFor(FILE_FRAME));
  const bars = [...text.matchAll(/\{"from_ms":[^}]*\}/g)].map(([match]) => JSON.parse(match));
  const labels = requests.flatMap(({ request: n }) => new RegExp(`[^"]* ${n}: [^"\\\\]*`).exec(text) ?? []);
  return { labels, bars };
}

function specOf(requests: readonly RequestRow[]): string {
  const hops = requests.map(({ request: n, latency_ms }) => hop(n, 'service', 0, latency_ms));
  return JSON.stringify(waterfall({ requests, hops })?.specFor(FILE_FRAME));
}

/** Where the time axes end, ms. */
function domainsOf(chart: SingleChart | null): number[] {
  const text = JSON.stringify(chart?.specFor(FILE_FRAME));
  return [...text.matchAll(/"field":"from_ms","type":"quantitative","scale":\{"domain":\[0,([^\]]*)\]/g)].map(
    ([, end]) => Math.round(Number(end)),
  );
}

describe('waterfall', () => {
  it('is not drawn without traced requests', () => {
    expect(waterfall({ requests: [], hops: [] })).toBeNull();
  });

  it('has a bar for each hop, in ms since the request left its client', () => {
    const { bars } = drawn([request(1, 9)], [hop(1, 'way there', 0, 2), hop(1, 'service', 2, 9)]);
    expect(bars.map(({ from_ms, to_ms, group }) => [Math.round(from_ms), Math.round(to_ms), group])).toEqual([
      [0, 2, 'on the way'],
      [2, 9, 'service'],
    ]);
  });

  it('puts attempts under each other', () => {
    const { bars } = drawn([request(1, 9)], [hop(1, 'service', 0, 9), hop(1, 'service', 3, 9, 2)]);
    expect(bars[1]!.top).toBeGreaterThanOrEqual(bars[0]!.bottom);
    expect(bars[1]!.bottom).toBeLessThan(1);
  });

  it('puts calls below the request that makes them, on its time', () => {
    const { labels, bars } = drawn([request(1, 9), request(2, 4, 1)], [hop(1, 'calls', 0, 9), hop(2, 'service', 5, 9)]);
    expect(labels).toEqual(['shoppers 1: 9ms', '· web/api 2: 4ms']);
    expect(bars.map(({ top }) => Math.floor(top))).toEqual([0, 1]);
    expect(Math.round(bars[1]!.from_ms)).toBe(5);
  });

  it('tells in its label how a request failed', () => {
    expect(drawn([request(1, 9, null, 'timeout')], [hop(1, 'way there', 0, 9)]).labels).toEqual([
      'shoppers 1: timeout 9ms',
    ]);
  });

  it('shows the slowest first, and some in the middle', () => {
    const many = Array.from({ length: 101 }, (_, i) => request(i + 1, i + 1));
    const chart = waterfall({ requests: many, hops: many.map(({ request: n }) => hop(n, 'service', 0, n)) });
    expect(chart?.description).toMatch(/^The 10 slowest of 101 traced requests, and 6 around the median/);
  });

  it('shows the slowest of many calls, wherever they stand, and one line for the others', () => {
    const calls = Array.from({ length: 100 }, (_, i) => request(i + 2, i === 77 ? 90 : 10, 1));
    const requests = [request(1, 95), ...calls];
    const { labels, bars } = drawn(
      requests,
      requests.map(({ request: n, latency_ms }) => hop(n, 'service', 0, latency_ms)),
    );
    expect(labels).toEqual([
      'shoppers 1: 95ms',
      ...['· web/api 2: 10ms', '· web/api 3: 10ms', '· web/api 4: 10ms'],
      '· web/api 79: 90ms',
    ]);
    expect(bars.map(({ from_ms, to_ms, group }) => [from_ms, Math.round(to_ms), group]).at(-1)).toEqual([
      0,
      10,
      'calls',
    ]);
    expect(specOf(requests)).toContain('· 96 more: at most 10ms');
  });

  it('cuts a long name, not the time', () => {
    const row = { ...request(7, 9), client: 'a-client-whose-name-is-much-too-long-for-any-chart' };
    expect(specOf([row])).toMatch(/a-client-[^"]*… 7: 9ms/);
  });

  it('draws usual requests on an axis of their own where the slowest would crush them, and says so', () => {
    const rows = Array.from({ length: 50 }, (_, i) => request(i + 1, i < 12 ? 900 : 10));
    const chart = (requests: readonly RequestRow[]) =>
      waterfall({ requests, hops: requests.map(({ request: n, latency_ms }) => hop(n, 'service', 0, latency_ms)) });
    expect(chart(rows)?.description).toContain('a time axis of their own');
    const near = rows.map((row, i) => (i < 12 ? request(i + 1, 20) : row));
    expect(chart(near)?.description).not.toContain('a time axis of their own');
    expect(domainsOf(chart(near))).toEqual([20, 20]);
  });
});
