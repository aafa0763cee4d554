import { describe, expect, it } from 'vitest';
import { ClientSeries } from './client-series.ts';
import { outcome } from './outcome.ts';

function series(): ClientSeries {
  return new ClientSeries({
    clients: ['a', 'b'],
    intervalMs: 100,
    warmupMs: 50,
    windows: [
      { client: 0, fromMs: 0, toMs: 120 },
      { client: 1, fromMs: 30, toMs: 250 },
    ],
  });
}

describe('the series of clients', () => {
  it('counts a request in the interval where it ended, its begin included', () => {
    const all = series();
    all.record(0, outcome.ok, 1, 99.9);
    all.record(0, outcome.ok, 2, 100);
    all.record(0, outcome.timeout, 3, 299);
    all.close(300);
    expect(
      all.rows.filter(({ client }) => client === 'a').map(({ time_s, requests, ok }) => [time_s, requests, ok]),
    ).toEqual([
      [0, 1, 1],
      [0.1, 1, 1],
      [0.2, 1, 0],
    ]);
    expect(all.rows[0]?.mean_ms).toBe(1);
    expect(all.rows[4]).toMatchObject({ client: 'a', error_timeout: 1, errors: 1, mean_ms: null, p99_ms: null });
  });

  it('has a row of zeros for a client without requests, and a short last interval', () => {
    const all = series();
    all.close(130);
    expect(all.rows.map(({ time_s, client, requests }) => [time_s, client, requests])).toEqual([
      [0, 'a', 0],
      [0, 'b', 0],
      [0.1, 'a', 0],
      [0.1, 'b', 0],
    ]);
  });

  it('cuts the warm-up from the summary', () => {
    const all = series();
    all.record(0, outcome.ok, 1, 49);
    all.record(0, outcome.ok, 2, 50);
    all.record(0, outcome.ok, 4, 150);
    all.close(200);
    expect(all.warm(0).columns()).toMatchObject({ requests: 2, mean_ms: 3 });
  });

  it('knows declared windows, that overlap the warm-up and each other', () => {
    const all = series();
    for (const at of [10, 29, 30, 119, 120, 249, 250])
      for (const client of [0, 1]) all.record(client, outcome.ok, at, at);
    all.close(300);
    expect(all.window(0).requests).toBe(4);
    expect(all.window(1).requests).toBe(4);
  });

  it('counts what ends at the last instant of the run, in the windows that end there too', () => {
    const all = new ClientSeries({
      clients: ['a'],
      intervalMs: 100,
      warmupMs: 0,
      windows: [{ client: 0, fromMs: 100, toMs: 200 }],
    });
    all.record(0, outcome.ok, 1, 200);
    all.close(200);
    expect(all.window(0).requests).toBe(1);
    expect(all.rows.map(({ time_s, requests }) => [time_s, requests])).toEqual([
      [0, 0],
      [0.1, 0],
      [0.2, 1],
    ]);
  });

  it('counts a failed request as infinitely slow where all are asked for', () => {
    const all = series();
    for (let i = 0; i < 98; i++) all.record(0, outcome.ok, 10, 60);
    for (let i = 0; i < 2; i++) all.record(0, outcome.refused, 1, 60);
    all.close(100);
    expect(all.warm(0).percentileOfAll(0.98)).toBe(10);
    expect(all.warm(0).percentileOfAll(0.99)).toBe(Number.POSITIVE_INFINITY);
    expect(all.warm(0).columns().p99_ms).toBe(10);
    expect(all.warm(1).percentileOfAll(0.99)).toBeNull();
  });
});
