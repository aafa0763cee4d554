import type { LatencyRow } from '../../simulation/run-result.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { Course } from '../job-result.ts';
import { carriedFiles } from '../loaded-scenarios.ts';
import { type Laboratory, runJobs } from '../run-jobs.ts';
import { mser5 } from '../statistics/mser5.ts';
import type { VariantChoice } from './axis.ts';
import { type ComparisonDesign, jobOf, loadVariant } from './design.ts';

/** What is cut from the beginning of every run of every variant. */
export interface Warmup {
  readonly ms: number;
  readonly source: 'found' | 'set' | 'scenario' | 'none';
  /** To be written over the scenario's own; `null` = it stays. */
  readonly overrideMs: number | null;
  /** What a reader should know of the search. */
  readonly warnings: readonly string[];
}

/** Replications of each variant whose averaged course is searched: one run alone is too rough (Welch 1983). */
const pilots = 5;
/** Fewer intervals than these say nothing: MSER-5 takes five as one, and wants twenty of those. */
const leastIntervals = 100;

/**
 * How long the runs take to settle: by MSER-5 on each client's latency and failures and on the requests in flight, averaged over
 * pilot runs; the longest of all variants counts. What a scenario makes happen on purpose – its timeline, arrivals that change –
 * is no warm-up: the search ends before the first such thing.
 */
export async function findWarmup(
  design: ComparisonDesign,
  variants: readonly VariantChoice[],
  laboratory: Laboratory,
): Promise<Warmup> {
  const { warmup } = design;
  if (warmup.kind === 'set') return { ms: warmup.ms, source: 'set', overrideMs: warmup.ms, warnings: [] };
  const scenarios = variants.map((variant) =>
    loadVariant(carriedFiles(design.files), design.path, design.overrides, variant),
  );
  if (warmup.kind === 'scenario') {
    const ms = Math.max(...scenarios.map(({ warmupMs }) => warmupMs));
    return { ms, source: ms > 0 ? 'scenario' : 'none', overrideMs: null, warnings: [] };
  }
  const searchable = scenarios.map(searchableIntervals);
  const none = (...warnings: string[]): Warmup => ({ ms: 0, source: 'none', overrideMs: 0, warnings });
  if (scenarios.every(({ clients }) => clients.length === 0)) return none();
  if (searchable.some((intervals) => intervals < leastIntervals))
    return none(
      'nothing is cut as warm-up: what happens on the timeline, or arrivals that change, begins too early to tell the two apart (set it with --warmup)',
    );
  laboratory.progress.planned(pilots * variants.length);
  const jobs = variants.flatMap((variant) =>
    Array.from({ length: pilots }, (_, index) => jobOf(design, variant, index + 1, { warmupMs: 0, course: true })),
  );
  const results = await runJobs(jobs, laboratory);
  let cutMs = 0;
  const warnings: string[] = [];
  for (const [index, variant] of variants.entries()) {
    const courses = results.slice(index * pilots, (index + 1) * pilots).flatMap(({ course }) => course ?? []);
    const cut = cutOf(courses, searchable[index] ?? 0);
    if (cut === null)
      warnings.push(`${variant.name}: does not settle within half of the run: it is too short, or its queues grow`);
    else cutMs = Math.max(cutMs, cut * (scenarios[index]?.intervalMs ?? 0));
  }
  if (cutMs === 0) return none(...warnings);
  return { ms: cutMs, source: 'found', overrideMs: cutMs, warnings };
}

/** Intervals of the run before anything happens on purpose. */
function searchableIntervals({ timeline, clients, durationMs, intervalMs }: Scenario): number {
  const changes = timeline.map(({ atMs }) => atMs).concat(clients.map(firstChangeMs));
  return Math.floor(Math.min(durationMs, ...changes) / intervalMs);
}

/** When a client's arrivals are no longer as at the beginning. */
function firstChangeMs({ arrivals, fromMs, untilMs }: Scenario['clients'][number]): number {
  if (fromMs > 0) return fromMs;
  const steady = arrivals.kind === 'renewal' || ('rate' in arrivals && arrivals.rate.kind === 'constant');
  return steady ? (untilMs ?? Number.POSITIVE_INFINITY) : 0;
}

/** In intervals; `null` = it does not settle. */
function cutOf(courses: readonly Course[], intervals: number): number | null {
  let longest = 0;
  for (const series of seriesOf(courses, intervals)) {
    const { cut } = mser5(series);
    if (cut === null) return null;
    longest = Math.max(longest, cut);
  }
  return longest;
}

/** Each averaged over the runs. */
function seriesOf(courses: readonly Course[], intervals: number): number[][] {
  const clients = [...new Set(courses[0]?.latency.map(({ client }) => client) ?? [])];
  const ofClients = clients.flatMap((client) => {
    const rows = courses.map(({ latency }) => latency.filter((row) => row.client === client).slice(0, intervals));
    return [averaged(rows.map(latencies)), averaged(rows.map((run) => run.map(failedShare)))];
  });
  const inFlight = averaged(courses.map((course) => course.inFlight.slice(0, intervals).map((row) => row.in_flight)));
  return [...ofClients, inFlight].filter((series) => series.length >= leastIntervals);
}

/** An interval without an answer has the latency of the one before. */
function latencies(rows: readonly LatencyRow[]): number[] {
  let last = 0;
  return rows.map(({ mean_ms }) => {
    last = mean_ms ?? last;
    return last;
  });
}

function failedShare({ requests, errors }: LatencyRow): number {
  return requests === 0 ? 0 : errors / requests;
}

function averaged(runs: readonly (readonly number[])[]): number[] {
  const length = Math.min(...runs.map((run) => run.length));
  return Array.from(
    { length: Number.isFinite(length) ? length : 0 },
    (_, index) => runs.reduce((sum, run) => sum + (run[index] ?? 0), 0) / runs.length,
  );
}
