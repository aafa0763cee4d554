import type { Tally } from '../metrics/tally.ts';

/** A point of a client's curve: so many percent of its requests took no longer. */
export interface PercentileRow {
  readonly client: string;
  readonly percentile: number;
  readonly latency_ms: number;
}

/** Points for each factor of ten of the requests that are slower. */
const pointsPerDecade = 20;
const mostDecades = 6;

/**
 * The whole distribution of a client's latencies, closer the nearer to its tail: as far as there are requests. A failed request
 * is slower than any other, so the curve ends where they begin.
 */
export function percentileRows(client: string, tally: Tally): PercentileRow[] {
  const rows: PercentileRow[] = [];
  for (let point = 0; point <= pointsPerDecade * mostDecades; point++) {
    const slower = 10 ** (-point / pointsPerDecade);
    const latencyMs = tally.percentileOfAll(1 - slower);
    if (latencyMs === null || latencyMs === Number.POSITIVE_INFINITY || tally.requests * slower < 1) break;
    rows.push({ client, percentile: 100 * (1 - slower), latency_ms: latencyMs });
  }
  return rows;
}
