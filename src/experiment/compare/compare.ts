import type { ComparisonReport } from '../../report/experiment/comparison-report.ts';
import { type Laboratory, runJobs } from '../run-jobs.ts';
import { type VariantChoice, variantsOf } from './axis.ts';
import { comparisonReport } from './comparison-report.ts';
import type { ComparisonDesign } from './design.ts';
import { findWarmup, type Warmup } from './find-warmup.ts';
import { judgedMetrics } from './judged-metrics.ts';
import { nextTarget } from './next-target.ts';
import { replicationJobs, rounds } from './rounds.ts';
import { VariantSample } from './variant-sample.ts';

/**
 * Runs a comparison:
 *
 *   variants ─▶ warm-up (pilot runs, MSER-5) ─▶ replications, round by round ─▶ intervals, verdicts ─▶ ComparisonReport
 *                                                   ▲               │
 *                                                   └── until ±2 % ─┘
 *
 * The result is the same whatever the laboratory's executor, and however many of its jobs the journal knows already.
 *
 * @throws {JobFailure} if a run fails
 * @throws {InputError} if a metric is asked for that there is not
 */
export async function compare(design: ComparisonDesign, laboratory: Laboratory): Promise<ComparisonReport> {
  const variants = variantsOf(design.axes);
  const { count, most } = design.replications;
  let target = Math.min(count, most);
  laboratory.progress.planned(target * variants.length);
  const warmup = await findWarmup(design, variants, laboratory);
  const samples = startSamples(design, await runJobs(replicationJobs(design, variants, warmup, 1), laboratory));
  for (let done = 1; ; ) {
    done = await replicate(design, { variants, samples, warmup }, { done, target }, laboratory);
    const next = nextTarget(design, samples);
    if (next <= target) break;
    laboratory.progress.planned((next - target) * variants.length);
    target = next;
  }
  return comparisonReport(design, variants, samples, warmup);
}

/** The first replication says which metrics there are, and shows early what goes wrong. */
function startSamples(design: ComparisonDesign, results: Awaited<ReturnType<typeof runJobs>>): VariantSample[] {
  const inAll = Object.keys(results[0]?.values ?? {}).filter((name) => results.every(({ values }) => name in values));
  const names = judgedMetrics(design.metrics, inAll);
  return results.map((result) => {
    const sample = new VariantSample(names);
    sample.add(result);
    return sample;
  });
}

interface Sampling {
  readonly variants: readonly VariantChoice[];
  readonly samples: readonly VariantSample[];
  readonly warmup: Warmup;
}

/** Goes on from `done` replications to `target`; answers how many are done then. */
async function replicate(
  design: ComparisonDesign,
  { variants, samples, warmup }: Sampling,
  { done, target }: { readonly done: number; readonly target: number },
  laboratory: Laboratory,
): Promise<number> {
  for (const jobs of rounds(design, variants, warmup, { from: done + 1, to: target })) {
    const results = await runJobs(jobs, laboratory);
    for (const [index, result] of results.entries()) samples[index % variants.length]?.add(result);
  }
  return Math.max(done, target);
}
