import type { Job } from '../job.ts';
import type { VariantChoice } from './axis.ts';
import { type ComparisonDesign, jobOf } from './design.ts';
import type { Warmup } from './find-warmup.ts';

/** Jobs that run before their results are folded together: what bounds the memory. */
const roundSize = 500;

/** The runs of one replication (from 1), one for each variant. Only the first one is watched over time. */
export function replicationJobs(
  design: ComparisonDesign,
  variants: readonly VariantChoice[],
  { overrideMs }: Warmup,
  replication: number,
): Job[] {
  const options = { warmupMs: overrideMs, course: replication === 1 };
  return variants.map((variant) => jobOf(design, variant, replication, options));
}

/** The runs of the replications `from`…`to`, both included, in portions of whole replications. */
export function* rounds(
  design: ComparisonDesign,
  variants: readonly VariantChoice[],
  warmup: Warmup,
  { from, to }: { readonly from: number; readonly to: number },
): Generator<Job[]> {
  const perRound = Math.max(1, Math.floor(roundSize / variants.length));
  for (let first = from; first <= to; first += perRound) {
    const replications = Array.from({ length: Math.min(perRound, to - first + 1) }, (_, index) => first + index);
    yield replications.flatMap((replication) => replicationJobs(design, variants, warmup, replication));
  }
}
