import type { NodeRow, RunResult, Summary, TaskRow } from '../simulation/run-result.ts';
import { type Metric, metrics } from '../simulation/vocabulary.ts';
import type { Course, JobResult, NodePressure } from './job-result.ts';

const msPerSecond = 1000;

/** What an experiment keeps of a run. */
export function measure(result: RunResult, withCourse: boolean): JobResult {
  const { summary } = result;
  return {
    fingerprint: summary.fingerprint,
    values: valuesOf(summary),
    observations: Object.fromEntries(Object.entries(summary.clients).map(([name, { ok }]) => [name, ok])),
    promises: summary.expectations,
    warnings: summary.warnings,
    pressure: {
      nodes: Object.fromEntries(Object.entries(summary.nodes).map(([name, node]) => [name, pressureOf(node)])),
      pendingReasons: pendingReasons(result.tasks),
    },
    course: withCourse ? courseOf(result) : null,
  };
}

/** Every metric of the catalogue that is a number, by its name in `expect`. */
function valuesOf({ clients, services, nodes, placement }: Summary): Record<string, number | null> {
  const values: Record<string, number | null> = {};
  const add = (metric: Metric, name: string, row: object) => {
    const value = numberOf(metric, row);
    if (value !== undefined) values[name] = value;
  };
  for (const metric of metrics) {
    const { name, subject } = metric;
    if (subject === 'cluster') add(metric, name, placement);
    if (subject === 'client')
      for (const [client, row] of Object.entries(clients))
        add(metric, `${name}(${client})`, {
          ...row,
          error_rate: row.requests === 0 ? null : row.errors / row.requests,
        });
    if (subject === 'node') for (const [node, row] of Object.entries(nodes)) add(metric, `${name}(${node})`, row);
    if (subject === 'service')
      for (const [service, row] of Object.entries(services))
        add(metric, `${name}(${service})`, { ...row, headroom: headroomOf(placement, service) });
  }
  return values;
}

/** `undefined` where the metric is a word, or the row has no such column. */
function numberOf({ name, column, unit }: Metric, row: object): number | null | undefined {
  const key = column ?? name;
  const value = (row as Readonly<Record<string, unknown>>)[key];
  if (value === null) return null;
  if (typeof value !== 'number') return undefined;
  return unit === 'ms' && key.endsWith('_s') ? value * msPerSecond : value;
}

/** Without a bound it is no number to compare: such a service has no row. */
function headroomOf({ headroom }: Summary['placement'], service: string): number | undefined {
  return headroom[service] ?? undefined;
}

function pressureOf(node: Summary['nodes'][string]): NodePressure {
  return {
    cpuBusy: node.cpu_busy,
    reservedCpus: node.reserved_cpus,
    reservedMemoryBytes: node.reserved_memory_bytes,
  };
}

function pendingReasons(tasks: readonly TaskRow[]): string[] {
  const last = new Map(tasks.map((row) => [row.task, row]));
  const waiting = [...last.values()].filter(({ state, desired }) => state === 'pending' && desired === 'running');
  const reasons = new Set(waiting.map(({ error, message }) => (error === '' ? message : error)));
  return [...reasons].sort((a, b) => (a < b ? -1 : 1));
}

function courseOf({ latency, nodes }: RunResult): Course {
  const byTime = new Map<number, number>();
  for (const { time_s, in_flight } of nodes as readonly NodeRow[])
    byTime.set(time_s, (byTime.get(time_s) ?? 0) + in_flight);
  return { latency, inFlight: [...byTime].map(([time_s, in_flight]) => ({ time_s, in_flight })) };
}
