/**
 * One line of `expect`, parsed: METRIC(SUBJECT, WINDOW) COMPARISON LIMIT, e.g. `p99(shoppers, 0s..2m) < 250ms` or
 * `p99(shoppers, phase 'update web') < 250ms`.
 * Which metrics there are, their units and definitions: the catalogue in `src/metrics/catalogue.ts`.
 */
export interface Expectation {
  /** As it was written. */
  readonly text: string;
  readonly metric: string;
  /** A client, a service, a node…; `null` where the metric has none. */
  readonly subject: string | null;
  /** Over a phase of this name; `null` = not said. At most one of phase and window is said. */
  readonly phase: string | null;
  /** `null` = the whole run after the warm-up, or the phase. */
  readonly window: { readonly fromMs: number; readonly toMs: number } | null;
  readonly comparison: Comparison;
  /** In the metric's base unit (ms, fraction, count, bytes), or a word (an update's state). */
  readonly limit: number | string;
}

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** Whether a value is what is expected. A value that there is not is never. */
export function isKept({ comparison, limit }: Expectation, value: number | string | null): boolean {
  if (value === null) return false;
  switch (comparison) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '==':
      return value === limit;
    case '!=':
      return value !== limit;
  }
}
