import { outcome, outcomeKinds } from './outcome.ts';

/** How many requests ended, and how. */
export interface OutcomeColumns {
  readonly requests: number;
  readonly ok: number;
  readonly errors: number;
  readonly error_refused: number;
  readonly error_no_backend: number;
  readonly error_backlog: number;
  readonly error_timeout: number;
  readonly error_reset: number;
  readonly error_other: number;
}

/** Of counts by the index of the outcome; what stands behind them is not looked at. */
export function outcomeColumns(counts: Float64Array): OutcomeColumns {
  const requests = totalOf(counts);
  const ok = counts[outcome.ok]!;
  return {
    requests,
    ok,
    errors: requests - ok,
    error_refused: counts[outcome.refused]!,
    error_no_backend: counts[outcome.noBackend]!,
    error_backlog: counts[outcome.backlog]!,
    error_timeout: counts[outcome.timeout]!,
    error_reset: counts[outcome.reset]!,
    error_other: counts[outcome.other]!,
  };
}

export function totalOf(counts: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < outcomeKinds.length; i++) sum += counts[i]!;
  return sum;
}
