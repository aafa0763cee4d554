/**
 * The confidence that each of `comparisons` intervals needs so that all of them hold together with `confidence` (Bonferroni).
 *
 * Not Holm's method, though it rejects more: it steps through tests, and the intervals that belong to its decisions are not those
 * that are shown. Here each verdict can be read off its interval, and the intervals hold whatever depends on what: variants that
 * share seeds and a baseline are far from independent, so Šidák's slightly smaller correction is not used either.
 *
 * Source: A. M. Law, Simulation Modeling and Analysis, 5th ed. (2015), 9.7 and 10.3.
 *
 * @param confidence of all together, such as 0.95
 * @param comparisons at least 1
 */
export function simultaneousConfidence(confidence: number, comparisons: number): number {
  if (!(comparisons >= 1)) throw new RangeError(`${comparisons} comparisons need no confidence`);
  return 1 - (1 - confidence) / comparisons;
}
