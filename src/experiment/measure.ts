import type { NodeRow, RunResult, Summary, TaskRow } from '../simulation/run-result.ts';
import type { Course, JobResult, NodePressure } from './job-result.ts';
import { metricValues } from './summary-values.ts';

/** What an experiment keeps of a run. */
export function measure(result: RunResult, withCourse: boolean): JobResult {
  const { summary } = result;
  return {
    fingerprint: summary.fingerprint,
    values: metricValues(summary),
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
