/** At most so many rows a client in a time series. */
const mostRows = 300;

/** The least of the steps 1, 2, 5, 10, 20, 50 … ms that gives at most 300 rows. */
export function defaultIntervalMs(durationMs: number): number {
  for (let decade = 1; ; decade *= 10) {
    for (const step of [1, 2, 5]) if (durationMs / (step * decade) <= mostRows) return step * decade;
  }
}
