import { errorKinds } from './outcome.ts';
import { type PartColumns, type PartName, partNames } from './parts.ts';

/** What a metric is asked of; `cluster` = of nothing in particular. */
export type SubjectKind = 'client' | 'service' | 'node' | 'balancer' | 'cluster';

/**
 * The unit of its values inside and in `Expectation.limit`: ms, a share of 0…1, a plain number, or a word of a few. Columns in
 * seconds (`…_s`) are in ms here.
 */
export type MetricUnit = 'ms' | 'share' | 'count' | 'word';

export type Better = 'lower' | 'higher' | null;

export interface Metric {
  /** As in `expect`. */
  readonly name: string;
  readonly unit: MetricUnit;
  readonly subject: SubjectKind;
  readonly definition: string;
  /** Which way is better; `null` = neither by itself. */
  readonly better: Better;
  /** The column of a CSV file or field of the summary that carries it; `null` = it is derived. */
  readonly column: string | null;
  /** It can be asked over a window or a phase, not only over the whole run. */
  readonly overStretches: boolean;
}

/** Percentiles of latency: the share of requests that are not slower. */
export const percentiles = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 } as const;

/** What is told of a part of latency: the column of parts.csv, and in words. */
const partMeasures = {
  mean: { column: 'mean_ms', words: 'mean' },
  p50: { column: 'p50_ms', words: 'median (to 1.6 %)' },
  p99: { column: 'p99_ms', words: '99th percentile (to 1.6 %)' },
} as const satisfies Record<string, { readonly column: keyof PartColumns; readonly words: string }>;

/** A metric of a part of a client's latency. */
interface PartMetric {
  /** `mean_backlog`. */
  readonly name: string;
  readonly part: PartName;
  readonly column: keyof PartColumns;
  readonly words: string;
}

export const partMetrics: readonly PartMetric[] = partNames.flatMap((part) =>
  Object.entries(partMeasures).map(([measure, { column, words }]) => ({
    ...{ name: `${measure}_${part}`, part, column, words },
  })),
);

type Entry = readonly [name: string, unit: MetricUnit, column: string | null, definition: string];

/** Of the others less is better: of latencies, errors, waits, imbalance. */
const higherIsBetter: ReadonlySet<string> = new Set(['ok', 'running', 'completed', 'availability', 'headroom']);
const neither: ReadonlySet<string> = new Set([
  'requests',
  'replicas',
  'tasks_created',
  'tasks',
  'cpu_busy',
  'utilisation',
]);
/** Beside all of clients. */
const overStretches: ReadonlySet<string> = new Set([
  'backlog_length',
  'backlog_length_max',
  'utilisation',
  'queue_length',
  'queue_length_max',
]);

function of(subject: SubjectKind, entries: readonly Entry[]): Metric[] {
  return entries.map(([name, unit, column, definition]) => {
    const better = neither.has(name) || unit === 'word' ? null : higherIsBetter.has(name) ? 'higher' : 'lower';
    const isOver = subject === 'client' || overStretches.has(name);
    return { name, unit, subject, definition, column, better, overStretches: isOver };
  });
}

const errorDefinitions: Readonly<Record<(typeof errorKinds)[number], string>> = {
  refused: 'requests whose connection was refused: nobody listened, or not yet, or not any more',
  no_backend: 'requests for which the mesh or the balancer had no task or server',
  backlog: "requests refused because the task's backlog was full",
  timeout: 'requests on which the client or the balancer gave up, or whose connection nobody answered',
  reset: 'requests that a task had accepted and did not answer: its container was killed or its machine lost',
  other: 'requests that failed in another way',
};

/** Of an ok request; they add up to its latency. */
export const partDefinitions: Readonly<Record<PartName, string>> = {
  retries: "before the attempt that was answered left its client: attempts that failed, back-off, a hedge's delay",
  queue: 'waiting in a queue of the balancer',
  connect: "on the balancer's attempts to connect that failed, and its waits between them",
  network: 'on the way: all hops there and back',
  backlog: 'waiting in the backlog of the task that answered',
  service: 'being served by that task: its CPU time, stretched where CPUs are shared',
  calls: 'waiting for calls that the task made to other services',
};

const slow = 'in expectations a failed request counts as infinitely slow, in tables only ok requests count';

/**
 * Every metric there is: the one place from which expectations, promises and docs/metrics.md take names, units and definitions
 * (each file's columns: docs/results.md). A request counts in the interval in which it ended.
 */
export const metrics: readonly Metric[] = [
  ...of('client', [
    ['requests', 'count', 'requests', 'requests that ended, ok or not'],
    ['ok', 'count', 'ok', 'requests that were answered'],
    ['errors', 'count', 'errors', 'requests that failed, of all kinds'],
    ...errorKinds.map((kind): Entry => [`error_${kind}`, 'count', `error_${kind}`, errorDefinitions[kind]]),
    ['error_rate', 'share', null, 'failed requests among those that ended'],
    ['mean', 'ms', 'mean_ms', `mean latency, from leaving the client to its answer; ${slow}`],
    ...Object.entries(percentiles).map(
      ([name, share]): Entry => [
        name,
        'ms',
        `${name}_ms`,
        `latency that ${share * 100} % of requests do not exceed; ${slow}`,
      ],
    ),
    ['max', 'ms', 'max_ms', `the longest latency; ${slow}`],
    ...partMetrics.map(
      ({ name, part, words }): Entry => [
        ...([name, 'ms', null] as const),
        `${words} over ok requests of the part \`${part}\` of their latency (below)`,
      ],
    ),
  ]),
  ...of('service', [
    ['running', 'count', 'running', 'running tasks at the end'],
    ['replicas', 'count', 'replicas', 'wanted tasks at the end'],
    [
      'update_state',
      'word',
      'update_state',
      'state of the last update at the end: updating, paused, completed, rollback_started…; none',
    ],
    ['tasks_created', 'count', 'tasks_created', 'tasks that were made for it'],
    ['tasks_failed', 'count', 'tasks_failed', 'its tasks that failed or were rejected'],
    ['completed', 'count', 'completed', 'tasks of a job, in its latest run, that are complete at the end'],
    [
      'job_time',
      'ms',
      'job_time_s',
      "from the start of a job's latest run to the end of its last task; none if it is not done",
    ],
    ['availability', 'share', 'availability', 'share of the time with all wanted replicas running'],
    ['time_to_recover', 'ms', 'time_to_recover_s', 'the longest time below the wanted replicas at a stretch'],
    ['headroom', 'count', 'headroom', 'how many more of its tasks would fit at the end'],
    [
      'backlog_length',
      'count',
      'backlog_length',
      'requests that wait in the backlogs of all its tasks, mean over time',
    ],
    ['backlog_length_max', 'count', 'backlog_length_max', 'the most requests that waited in them at once'],
    [
      'utilisation',
      'share',
      'utilisation',
      'share of the slots of its tasks (`concurrency`) that served, over the time that their containers ran; none without a bound',
    ],
  ]),
  ...of('node', [
    ['tasks', 'count', 'running', 'running tasks at the end'],
    ['cpu_busy', 'share', 'cpu_busy', 'share of its CPUs that worked for requests'],
  ]),
  ...of('balancer', [
    [
      'queue_length',
      'count',
      'queue_length',
      "requests that wait in its queues – its backends', their servers', and before its frontends –, mean over time",
    ],
    ['queue_length_max', 'count', 'queue_length_max', 'the most requests that waited in them at once'],
  ]),
  ...of('cluster', [
    ['pending', 'count', 'pending', 'tasks that wait for a node at the end'],
    ['pending_mean', 'ms', 'pending_mean_s', 'mean time that tasks spent waiting for a node'],
    ['pending_max', 'ms', 'pending_max_s', 'the longest time that a task spent waiting for a node'],
    [
      'imbalance_max',
      'count',
      'imbalance_max',
      'running tasks of the fullest ready node, less the mean of ready nodes, at the end',
    ],
    ['imbalance_sd', 'count', 'imbalance_sd', 'standard deviation of running tasks over ready nodes at the end'],
    [
      'reserved_cpu_imbalance_sd',
      'share',
      'reserved_cpu_imbalance_sd',
      'standard deviation of the reserved share of CPUs over ready nodes at the end',
    ],
    [
      'reserved_memory_imbalance_sd',
      'share',
      'reserved_memory_imbalance_sd',
      'standard deviation of the reserved share of memory over ready nodes at the end',
    ],
    ['fragmentation_cpu', 'share', 'fragmentation_cpu', 'share of the free CPUs that no declared task shape can use'],
    [
      'fragmentation_memory',
      'share',
      'fragmentation_memory',
      'share of the free memory that no declared task shape can use',
    ],
    ['moves', 'count', 'moves', 'tasks that were made to replace one on another node'],
  ]),
];

const byName = new Map(metrics.map((metric) => [metric.name, metric]));

/** `undefined` if there is none of that name. */
export function metricNamed(name: string): Metric | undefined {
  return byName.get(name);
}

/** A value as a person reads it: `12.345 ms`, `1.5 %`, `3`; `–` for none, `∞` where requests failed. */
export function printMetric({ unit }: Metric, value: number | string | null): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (value === Number.POSITIVE_INFINITY) return '∞';
  if (unit === 'ms') return `${rounded(value)} ms`;
  return unit === 'share' ? `${rounded(value * 100)} %` : rounded(value);
}

/** At most three decimals, none that are 0. */
function rounded(value: number): string {
  return String(Number(value.toFixed(3)));
}
