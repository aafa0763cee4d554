import type { RetrySpec } from '../spec.ts';

/**
 * The wait before a retry, in ms.
 *
 * @param retry from 0
 * @param lastMs the wait before the retry before this one; 0 = there was none
 * @param uniform 0…1
 *
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015.
 */
export function backoffMs({ backoff, jitter }: RetrySpec, retry: number, lastMs: number, uniform: number): number {
  const { baseMs, factor, maxMs } = backoff;
  const wholeMs = Math.min(maxMs, baseMs * factor ** retry);
  switch (jitter) {
    case 'none':
      return wholeMs;
    case 'full':
      return wholeMs * uniform;
    case 'equal':
      return (wholeMs * (1 + uniform)) / 2;
    case 'decorrelated':
      return Math.min(maxMs, baseMs + uniform * Math.max(0, 3 * Math.max(baseMs, lastMs) - baseMs));
  }
}
