import { partNames } from '../../metrics/parts.ts';
import type {
  EventRow,
  LatencyRow,
  NodeRow,
  PartRow,
  PlacementRow,
  RunResult,
  TaskLoadRow,
  TaskRow,
  UpdateRow,
} from '../../simulation/run-result.ts';
import { exampleSummary } from './example-summary.ts';

/**
 * A result as a run would leave it, made by hand: ten minutes of a service with six tasks on three nodes under load; a good
 * update, a broken one that is rolled back, a drain, a crash. For tests of the files, and to look at the charts.
 */
export function exampleRun(): RunResult {
  const tasks = new TaskTable();
  startAll(tasks);
  roll(tasks, { startS: 120, image: 'web:2' });
  breakRelease(tasks);
  drainWorker1(tasks);
  crashWorker2(tasks);
  const rows = tasks.rows.sort((a, b) => a.time_s - b.time_s);
  return {
    summary: exampleSummary(),
    latency: latencyRows(),
    parts: latencyRows().flatMap(partRows),
    breakdown: [],
    phases: [],
    placement: placementRows(rows),
    tasks: rows,
    updates: UPDATES,
    nodes: nodeRows(rows),
    task_load: taskLoadRows(rows),
    service_load: [],
    balancer_load: [],
    events: EVENTS,
    requests: [],
    hops: [],
    percentiles: [
      { client: 'shoppers', percentile: 50, latency_ms: 11.2 },
      { client: 'shoppers', percentile: 90, latency_ms: 31.7 },
      { client: 'shoppers', percentile: 99, latency_ms: 121.1 },
    ],
    fingerprints: [{ event: 1, time_s: 0, fingerprint: '8f3a51c07be2d946' }],
  };
}

const DURATION_S = 600;
const INTERVAL_S = 5;
const NODES = ['manager1', 'worker1', 'worker2'] as const;
const TIMES = Array.from({ length: DURATION_S / INTERVAL_S }, (_, i) => i * INTERVAL_S);

const UPDATES: readonly UpdateRow[] = [
  { time_s: 120.2, service: 'web', state: 'updating', message: 'update in progress' },
  { time_s: 207.4, service: 'web', state: 'completed', message: 'update completed' },
  { time_s: 300.2, service: 'web', state: 'updating', message: 'update in progress' },
  { time_s: 306.9, service: 'web', state: 'rollback_started', message: 'update rolled back due to failure' },
  { time_s: 321.5, service: 'web', state: 'rollback_completed', message: 'rollback completed' },
];

const command = (time_s: number, what: string, stdout: string): EventRow => ({
  time_s,
  kind: 'command',
  what,
  exit_code: 0,
  stdout,
  stderr: '',
});

const EVENTS: readonly EventRow[] = [
  { time_s: 0, kind: 'service', what: 'service web', exit_code: null, stdout: '', stderr: '' },
  command(120, 'docker service update --image web:2 web', 'web\n'),
  command(
    200,
    'docker service ls',
    'ID             NAME      MODE         REPLICAS   IMAGE     PORTS\nu4x3h0z9k2ab   web       replicated   6/6        web:2     *:8080->80/tcp\n',
  ),
  command(300, 'docker service update --image web:3 web', 'web\n'),
  command(420, 'docker node update --availability drain worker1', 'worker1\n'),
  { time_s: 480, kind: 'crash', what: 'crash worker2', exit_code: null, stdout: '', stderr: '' },
  { time_s: 540, kind: 'restore', what: 'restore worker2', exit_code: null, stdout: '', stderr: '' },
];

interface ExampleTask {
  readonly task: string;
  readonly slot: number;
  readonly node: string;
  readonly image: string;
  desired: string;
}

/** Writes the states that a task goes through. */
class TaskTable {
  readonly rows: TaskRow[] = [];
  readonly current = new Map<number, ExampleTask>();
  #made = 0;

  start(atS: number, slot: number, node: string, image: string, runsAfterS = 2.1): ExampleTask {
    const id = `t${String(this.#made++).padStart(3, '0')}${'k3q9z7w1x5c2v8b4n6m0a2s'}`;
    const task = { task: id.slice(0, 25), slot, node, image, desired: 'running' };
    this.current.set(slot, task);
    this.state(task, atS, 'pending');
    this.state(task, atS + 0.1, 'assigned');
    this.state(task, atS + 0.3, 'preparing');
    this.state(task, atS + 0.8, 'starting');
    this.state(task, atS + runsAfterS, 'running');
    return task;
  }

  state(task: ExampleTask, atS: number, state: string, error = ''): void {
    const message = state === 'running' ? 'started' : state;
    const node = state === 'pending' ? '' : task.node;
    const { task: id, slot, image, desired } = task;
    this.rows.push({ time_s: atS, task: id, service: 'web', slot, node, image, desired, state, message, error });
  }

  stop(slot: number, atS: number, tookS: number): void {
    const task = this.current.get(slot) as ExampleTask;
    task.desired = 'shutdown';
    this.state(task, atS, 'running');
    this.state(task, atS + tookS, 'shutdown');
  }
}

function startAll(tasks: TaskTable): void {
  for (let slot = 1; slot <= 6; slot++) tasks.start(0, slot, NODES[(slot - 1) % 3] as string, 'web:1', 1.6 + slot / 10);
}

function roll(tasks: TaskTable, { startS, image }: { startS: number; image: string }): void {
  for (let slot = 1; slot <= 6; slot++) {
    const at = startS + 0.3 + (slot - 1) * 15;
    tasks.stop(slot, at, 3.2);
    tasks.start(at + 3.2, slot, NODES[slot % 3] as string, image);
  }
}

function breakRelease(tasks: TaskTable): void {
  tasks.stop(1, 300.3, 3.2);
  const broken = tasks.start(303.5, 1, 'worker1', 'web:3');
  broken.desired = 'shutdown';
  tasks.state(broken, 306.8, 'failed', 'task: non-zero exit (1)');
  tasks.start(311.9, 1, 'worker1', 'web:2');
}

function drainWorker1(tasks: TaskTable): void {
  for (const [slot, task] of [...tasks.current].filter(([, { node }]) => node === 'worker1')) {
    tasks.stop(slot, 420.4, 4.5);
    tasks.start(420.4, slot, task.slot % 2 === 0 ? 'manager1' : 'worker2', task.image, 2.4);
  }
}

function crashWorker2(tasks: TaskTable): void {
  for (const [slot, task] of [...tasks.current].filter(([, { node }]) => node === 'worker2')) {
    task.desired = 'shutdown';
    tasks.state(task, 493.2, 'running');
    tasks.state(task, 541, 'shutdown');
    tasks.start(493.2, slot, 'manager1', task.image, 7.4);
  }
}

/** A little noise, the same each time: never two equal heights in a row. */
function noise(seed: number): number {
  const x = Math.imul(seed + 1, 2654435761) >>> 0;
  return ((x ^ (x >>> 15)) % 1000) / 1000;
}

function loadAt(time_s: number): number {
  if (time_s >= 480 && time_s < 500) return 3.2;
  if (time_s >= 420 && time_s < 430) return 1.6;
  if (time_s >= 500) return 1.9;
  if ((time_s >= 120 && time_s < 215) || (time_s >= 300 && time_s < 325)) return 1.25;
  return 1;
}

function latencyRows(): LatencyRow[] {
  return TIMES.map((time_s, i) => {
    const load = loadAt(time_s);
    const requests = 2000 + Math.round(60 * (noise(i) - 0.5));
    const error_refused = time_s >= 120 && time_s < 215 && i % 3 === 0 ? 9 + Math.round(8 * noise(i)) : 0;
    const error_timeout = time_s >= 480 && time_s < 500 ? 520 - (time_s - 480) * 18 : 0;
    const error_reset = time_s === 480 ? 31 : time_s === 420 ? 4 : 0;
    const error_backlog = time_s >= 485 && time_s < 500 ? 74 : 0;
    const errors = error_refused + error_timeout + error_reset + error_backlog;
    const p50_ms = 9 * load * (0.96 + 0.08 * noise(i));
    const tail = load * load * (0.9 + 0.3 * noise(i + 500));
    return {
      time_s,
      client: 'shoppers',
      requests,
      ok: requests - errors,
      errors,
      error_refused,
      error_no_backend: 0,
      error_backlog,
      error_timeout,
      error_reset,
      error_other: 0,
      mean_ms: p50_ms * 1.3,
      p50_ms,
      p90_ms: p50_ms * 1.6 + 10 * tail,
      p95_ms: p50_ms * 1.8 + 18 * tail,
      p99_ms: p50_ms * 2 + 42 * tail,
      p999_ms: p50_ms * 2 + 90 * tail,
      max_ms: p50_ms * 2 + 160 * tail,
    };
  });
}

function runningAt(rows: readonly TaskRow[], time_s: number): TaskRow[] {
  const last = new Map<string, TaskRow>();
  for (const row of rows) if (row.time_s <= time_s) last.set(row.task, row);
  return [...last.values()].filter((row) => row.state === 'running' && (row.node !== 'worker2' || !isDown(time_s)));
}

function isDown(time_s: number): boolean {
  return time_s >= 493.2 && time_s < 541;
}

function placementRows(rows: readonly TaskRow[]): PlacementRow[] {
  const found: PlacementRow[] = [];
  const before = new Map<string, string>();
  for (const time_s of [...new Set(rows.map((row) => row.time_s))]) {
    const running = runningAt(rows, time_s);
    for (const node of NODES) {
      for (const image of ['web:1', 'web:2', 'web:3']) {
        const count = running.filter((row) => row.node === node && row.image === image).length;
        const key = `${node} ${image}`;
        if ((before.get(key) ?? '0') === String(count)) continue;
        before.set(key, String(count));
        const reserved = { reserved_cpus: count * 0.25, reserved_memory_bytes: count * 67108864 };
        found.push({ time_s, node, service: 'web', image, running: count, assigned: count, ...reserved });
      }
    }
  }
  return found;
}

/** What is beyond the network and the usual service was waited. */
function partRows({ time_s, client, mean_ms }: LatencyRow): PartRow[] {
  if (mean_ms === null) return [];
  const service = Math.min(mean_ms - 1.2, 9);
  const means = { retries: 0, queue: 0, connect: 0, network: 1.2, backlog: mean_ms - 1.2 - service, service, calls: 0 };
  return partNames.map((part) => ({
    ...{ time_s, client, part },
    ...{ mean_ms: means[part], p50_ms: 0.7 * means[part], p99_ms: 4 * means[part] },
  }));
}

function nodeRows(tasks: readonly TaskRow[]): NodeRow[] {
  return TIMES.flatMap((time_s, i) => {
    const running = runningAt(tasks, time_s + 2.5);
    return NODES.map((node, n): NodeRow => {
      const crashed = node === 'worker2' && time_s >= 480 && time_s < 540;
      const share = crashed ? 0 : running.filter((row) => row.node === node).length / Math.max(1, running.length);
      const requests = Math.round(2000 * share * (0.97 + 0.06 * noise(i * 3 + n)));
      return {
        time_s,
        node,
        state: node === 'worker2' && isDown(time_s) ? 'down' : 'ready',
        availability: node === 'worker1' && time_s >= 420 ? 'drain' : 'active',
        cpu_busy: Math.min(1, requests / 1650),
        in_flight: Math.round(requests / 120),
        requests,
      };
    });
  });
}

function taskLoadRows(tasks: readonly TaskRow[]): TaskLoadRow[] {
  return TIMES.flatMap((time_s, i) => {
    const running = runningAt(tasks, time_s + 2.5);
    return running.map(({ task, service, slot, node }): TaskLoadRow => {
      const crashed = node === 'worker2' && time_s >= 480 && time_s < 540;
      const requests = crashed ? 0 : Math.round((2000 / running.length) * (0.95 + 0.1 * noise(i * 7 + slot)));
      return {
        time_s,
        task,
        service,
        slot,
        node,
        requests,
        errors: 0,
        in_flight: Math.round(requests / 120),
        mean_ms: requests === 0 ? null : 11.5 * loadAt(time_s),
        backlog_length: requests / 400,
        utilisation: requests / 2500,
      };
    });
  });
}
