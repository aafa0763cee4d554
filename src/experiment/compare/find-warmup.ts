import type { LatencyRow } from '../../simulation/run-result.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { Job } from '../job.ts';
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
/** Intervals of what is searched: MSER-5 takes five as one, and with few of those chance decides. */
const intervals = 500;
/** A swarm takes seconds to come up: what ends before shows nothing settled. */
const leastSearchedMs = 10_000;

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
  const none = (...warnings: string[]): Warmup => ({ ms: 0, source: 'none', overrideMs: 0, warnings });
  if (scenarios.every(({ clients }) => clients.length === 0)) return none();
  const stepMs = Math.floor(Math.min(...scenarios.map(steadyMs)) / intervals);
  if (stepMs * intervals < leastSearchedMs) return none(tooEarly);
  laboratory.progress.planned(pilots * variants.length);
  const jobs = variants.flatMap((variant) =>
    Array.from({ length: pilots }, (_, index) => pilotJob(design, variant, index + 1, stepMs)),
  );
  const results = await runJobs(jobs, laboratory);
  let cutMs = 0;
  const warnings: string[] = [];
  for (const [index, variant] of variants.entries()) {
    const courses = results.slice(index * pilots, (index + 1) * pilots).flatMap(({ course }) => course ?? []);
    const cut = cutOf(courses);
    if (cut === null)
      warnings.push(
        `${variant.name}: no end of the warm-up is found in the first half of what was searched: the run is too short, or its queues grow`,
      );
    else cutMs = Math.max(cutMs, cut * stepMs);
  }
  if (cutMs === 0) return none(...warnings);
  return { ms: cutMs, source: 'found', overrideMs: cutMs, warnings };
}

const tooEarly =
  'nothing is cut as warm-up: the run, or its part before the timeline or arrivals change something, is too short to find one (set it with --warmup)';

/** A replication in finer steps than its rows have, and without the scenario's own warm-up. */
function pilotJob(design: ComparisonDesign, variant: VariantChoice, replication: number, stepMs: number): Job {
  const job = jobOf(design, variant, replication, { warmupMs: 0, course: true });
  return { ...job, overrides: [...job.overrides, `interval=${stepMs}ms`] };
}

/** How long the run goes before anything happens on purpose. */
function steadyMs({ timeline, clients, durationMs }: Scenario): number {
  const begins = Math.min(...clients.map(({ fromMs }) => fromMs));
  const changes = timeline.map(({ atMs }) => atMs).concat(clients.map((client) => firstChangeMs(client, begins)));
  return Math.min(durationMs, ...changes);
}

/** When a client's arrivals are no longer as at the beginning; that traffic begins at all is no change. */
function firstChangeMs({ arrivals, fromMs, untilMs }: Scenario['clients'][number], beginsMs: number): number {
  if (fromMs > beginsMs) return fromMs;
  const steady = arrivals.kind === 'renewal' || ('rate' in arrivals && arrivals.rate.kind === 'constant');
  return steady ? (untilMs ?? Number.POSITIVE_INFINITY) : 0;
}

/** In intervals; `null` = it does not settle. */
function cutOf(courses: readonly Course[]): number | null {
  let longest = 0;
  for (const series of seriesOf(courses)) {
    const { cut } = mser5(series);
    if (cut === null) return null;
    longest = Math.max(longest, cut);
  }
  return longest;
}

/** Each averaged over the runs. */
function seriesOf(courses: readonly Course[]): number[][] {
  const clients = [...new Set(courses[0]?.latency.map(({ client }) => client) ?? [])];
  const ofClients = clients.flatMap((client) => {
    const rows = courses.map(({ latency }) => latency.filter((row) => row.client === client).slice(0, intervals));
    return [averaged(rows.map(latencies)), averaged(rows.map((run) => run.map(failedShare)))];
  });
  const inFlight = averaged(courses.map((course) => course.inFlight.slice(0, intervals).map((row) => row.in_flight)));
  return [...ofClients, inFlight];
}

/** Medians: a few slow requests must not look like a warm-up. An interval without an answer has that of the one before. */
function latencies(rows: readonly LatencyRow[]): number[] {
  let last = 0;
  return rows.map(({ p50_ms }) => {
    last = p50_ms ?? last;
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
