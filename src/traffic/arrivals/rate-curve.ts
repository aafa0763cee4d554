/**
 * A rate over time by its integral, the expected number of requests: what is needed to place arrivals without trying and
 * rejecting. A Poisson process of varying rate is one of rate 1 in this integral's time.
 */
export interface RateCurve {
  /**
   * When the integral from the curve's begin reaches this count; Infinity if it never does. Asked with counts that do not fall.
   */
  timeAt(expectedCount: number): number;
  /** From then on the rate is 0, in ms; Infinity = it never ends. */
  readonly endsMs: number;
  /** The integral from the curve's begin until then. It changes nothing of what `timeAt` answers. */
  countAt(timeMs: number): number;
}
