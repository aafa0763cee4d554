import { normalCdf, z99, zOfShare } from './normal.ts';
import { quantileOf } from './quantile.ts';

/** Where the log and the law that was fitted to it differ. */
export interface Misfit {
  /** `p90`, `mean`. */
  readonly what: string;
  readonly measuredMs: number;
  readonly fittedMs: number;
  /** (fitted − measured) / measured. */
  readonly share: number;
}

export interface DemandFit {
  /** Durations that it is made of. */
  readonly count: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly meanMs: number;
  readonly misfits: readonly Misfit[];
  /** Kolmogorov–Smirnov distance, 0…1: the greatest difference of the shares of requests that take at most so long. */
  readonly distance: number;
  /** `unknown`: too few durations to tell. */
  readonly verdict: 'well' | 'roughly' | 'badly' | 'unknown';
}

/** A duration of less than a step of the clock reads 0; a lognormal law has no 0. */
const leastStepMs = 0.001;
/** Fewer have no 99th percentile, and come close to any law or none by chance. */
const leastCount = 100;

/**
 * The lognormal law with the durations' median and 99th percentile.
 *
 * @param durationsMs those that are known
 * @param stepMs of the clock that measured them
 * @returns `null` if there are none
 */
export function fitDemand(durationsMs: Float64Array, stepMs: number): DemandFit | null {
  if (durationsMs.length === 0) return null;
  const leastMs = Math.max(stepMs, leastStepMs) / 2;
  const sorted = durationsMs.map((ms) => Math.max(ms, leastMs)).sort();
  const medianMs = quantileOf(sorted, 0.5);
  const p99Ms = quantileOf(sorted, 0.99);
  const sigma = Math.log(p99Ms / medianMs) / z99;
  const meanMs = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length;
  const misfits = [
    ...[...zOfShare].map(([share, z]) =>
      misfitOf(`p${Math.round(100 * share)}`, quantileOf(sorted, share), medianMs * Math.exp(sigma * z)),
    ),
    misfitOf('mean', meanMs, medianMs * Math.exp((sigma * sigma) / 2)),
  ];
  const distance = distanceOf(sorted, medianMs, sigma, stepMs);
  return {
    count: sorted.length,
    medianMs,
    p99Ms,
    meanMs,
    misfits,
    distance,
    verdict: verdictOn(sorted.length, misfits, distance),
  };
}

function misfitOf(what: string, measuredMs: number, fittedMs: number): Misfit {
  return { what, measuredMs, fittedMs, share: fittedMs / measuredMs - 1 };
}

/** Looked at on both sides of each value; of values rounded to steps in the middle between two of them. */
function distanceOf(sorted: Float64Array, medianMs: number, sigma: number, stepMs: number): number {
  const { length } = sorted;
  if (sigma === 0) return sorted.filter((ms) => ms !== medianMs).length / length;
  const shareBelow = (ms: number) => normalCdf(Math.log(ms / medianMs) / sigma);
  let greatest = 0;
  let begin = 0;
  for (let end = 1; end <= length; end++) {
    const ms = sorted[end - 1]!;
    if (ms === sorted[end]) continue;
    const below = Math.abs(shareBelow(Math.max(0, ms - stepMs / 2)) - begin / length);
    const above = Math.abs(shareBelow(ms + stepMs / 2) - end / length);
    greatest = Math.max(greatest, below, above);
    begin = end;
  }
  return greatest;
}

function verdictOn(count: number, misfits: readonly Misfit[], distance: number): DemandFit['verdict'] {
  if (count < leastCount) return 'unknown';
  const worst = Math.max(...misfits.map(({ share }) => Math.abs(share)));
  if (distance <= 0.05 && worst <= 0.1) return 'well';
  return distance <= 0.1 && worst <= 0.25 ? 'roughly' : 'badly';
}
