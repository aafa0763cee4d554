/** Width of the rows of a time series, s: the least distance between two of its times. The whole run if there is one time only. */
export function intervalOf(rows: readonly { readonly time_s: number }[], endS: number): number {
  const times = [...new Set(rows.map((row) => row.time_s))].sort((a, b) => a - b);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < times.length; i++) least = Math.min(least, (times[i] ?? 0) - (times[i - 1] ?? 0));
  return Number.isFinite(least) ? least : endS;
}

/** How much of an interval lies within the run: the last one can be cut short. */
export function lengthWithin(time_s: number, intervalS: number, endS: number): number {
  const length = Math.min(intervalS, endS - time_s);
  return length > 0 ? length : intervalS;
}

/** The rows of each name, in natural order of the names (by the caller's order of `names`). */
export function groupRows<R>(rows: readonly R[], nameOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const name = nameOf(row);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}

/** The greatest of the values, or 0; for lists of any length. */
export function greatestOf<T>(items: readonly T[], measure: (item: T) => number): number {
  return items.reduce((most, item) => Math.max(most, measure(item)), 0);
}
