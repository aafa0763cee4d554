import { partNames } from '../../metrics/parts.ts';
import type { RunResult } from '../../simulation/run-result.ts';
import type { NumberFormat } from './number-format.ts';

export type TableName = Exclude<keyof RunResult, 'summary'>;
export type RowOf<T extends TableName> = RunResult[T][number];

export interface Column {
  readonly format: NumberFormat | 'text';
  /** One phrase for the report's list of files and for docs/results.md. */
  readonly meaning: string;
}

/** In the order of the file. */
export type NamedColumns = readonly (readonly [name: string, column: Column])[];

export interface Table<T extends TableName> {
  /** What a row is. */
  readonly row: string;
  /** In the order of the file. */
  readonly columns: { readonly [C in keyof RowOf<T>]-?: Column };
}

const seconds = (meaning: string): Column => ({ format: 'seconds', meaning });
const ms = (meaning: string): Column => ({ format: 'milliseconds', meaning });
const number = (meaning: string): Column => ({ format: 'number', meaning });
const text = (meaning: string): Column => ({ format: 'text', meaning });

const INTERVAL = 'Start of the interval, s since the run began';
const CHANGE = 'When it changed, s since the run began';

/** How the requests of a row ended. */
const OUTCOMES = {
  ok: number('Requests that got a good response in time'),
  errors: number('Requests that did not'),
  error_refused: number('Connection refused'),
  error_no_backend: number('The balancer or the ingress had nowhere to send it'),
  error_backlog: number("Dropped because the task's backlog was full"),
  error_timeout: number('The client gave up'),
  error_reset: number('Connection cut before the response'),
  error_other: number('Any other error'),
};

/**
 * The CSV files of a run: every table's columns, their order, number format and meaning. The names are a contract: columns may
 * be added behind them, none is renamed.
 */
export const TABLES: { readonly [T in TableName]: Table<T> } = {
  latency: {
    row: 'one client in one interval; a request counts where it ended',
    columns: {
      time_s: seconds(INTERVAL),
      client: text('Name of the client'),
      requests: number('Requests that ended: ok + errors'),
      ...OUTCOMES,
      mean_ms: ms('Mean latency of ok requests; empty without one'),
      p50_ms: ms('Median latency of ok requests'),
      p90_ms: ms('90th percentile of ok latencies'),
      p95_ms: ms('95th percentile of ok latencies'),
      p99_ms: ms('99th percentile of ok latencies'),
      p999_ms: ms('99.9th percentile of ok latencies'),
      max_ms: ms('Longest ok latency'),
    },
  },
  parts: {
    row: 'one part of the latency of one client in one interval, over ok requests (those that spent no time in it included)',
    columns: {
      time_s: seconds(INTERVAL),
      client: text('Name of the client'),
      part: text(`${partNames.slice(0, -1).join(', ')} or ${partNames.at(-1)}: docs/metrics.md`),
      mean_ms: ms('Mean time spent in it; the means of all parts add up to the mean latency'),
      p50_ms: ms('Median'),
      p99_ms: ms('99th percentile'),
    },
  },
  breakdown: {
    row: 'what the requests of a client, or to a service, version, node or task, met in a phase',
    columns: {
      dimension: text('client, service, version, node or task'),
      name: text(
        'Its name; a version is a service with its image, the name of a task is its full id; empty: they reached no task',
      ),
      phase: text('Name of the phase; empty: the whole run after the warm-up'),
      requests: number('Requests that ended: ok + errors; by the task that each was sent to last'),
      ...OUTCOMES,
      mean_ms: ms('Mean latency of ok requests, as their clients saw it; empty without one'),
      p50_ms: ms('Median latency of ok requests, to 1.6 % (clients: to 0.4 %)'),
      p90_ms: ms('90th percentile of ok latencies'),
      p99_ms: ms('99th percentile of ok latencies'),
      max_ms: ms('Longest ok latency'),
    },
  },
  phases: {
    row: 'a phase of the run: one of `phases`, or one that the timeline made',
    columns: {
      phase: text('Its name'),
      from_s: seconds('Its begin, s since the run began'),
      until_s: seconds('Its end'),
    },
  },
  placement: {
    row: 'a change of what a service has on a node with one image',
    columns: {
      time_s: seconds(CHANGE),
      node: text('Name of the node'),
      service: text('Name of the service'),
      image: text('Image of the tasks'),
      running: number('Tasks in state running, from now on'),
      assigned: number('Tasks assigned to the node that have not ended, from now on'),
      reserved_cpus: number('CPUs that those tasks reserve'),
      reserved_memory_bytes: number('Bytes of memory that those tasks reserve'),
    },
  },
  tasks: {
    row: "a change of a task's desired or observed state",
    columns: {
      time_s: seconds(CHANGE),
      task: text('Full id of the task'),
      service: text('Name of the service'),
      slot: number('Slot; 0 for tasks of global services'),
      node: text('Node that it is assigned to; empty while it is not'),
      image: text('Its image'),
      desired: text('State that the managers want'),
      state: text('State that the node reports'),
      message: text("Docker's message with the state"),
      error: text("Docker's error, as in `docker service ps`"),
    },
  },
  updates: {
    row: "a change of a service's update status",
    columns: {
      time_s: seconds(CHANGE),
      service: text('Name of the service'),
      state: text(
        'updating, paused, completed, rollback_started, rollback_paused or rollback_completed; none = cleared by a new service update',
      ),
      message: text("Docker's message with the state"),
    },
  },
  nodes: {
    row: 'one node in one interval',
    columns: {
      time_s: seconds(INTERVAL),
      node: text('Name of the node'),
      state: text('State as the managers see it (ready, down, …)'),
      availability: text('active, pause or drain'),
      cpu_busy: number('Share of its CPUs that was busy, 0 to 1'),
      in_flight: number('Requests being served or waiting on the node'),
      requests: number("Requests that ended at the node's tasks"),
    },
  },
  task_load: {
    row: 'one task in one interval',
    columns: {
      time_s: seconds(INTERVAL),
      task: text('Full id of the task'),
      service: text('Name of the service'),
      slot: number('Slot; 0 for tasks of global services'),
      node: text('Node that it runs on'),
      requests: number('Requests that ended there'),
      errors: number('Those of them that failed'),
      in_flight: number('Requests being served or waiting there'),
      mean_ms: ms('Mean time that ok requests spent in the task; empty without one'),
      backlog_length: number('Of in_flight: requests waiting in its backlog'),
      utilisation: number('Share of its slots (concurrency) that served while it ran; empty without a bound'),
    },
  },
  service_load: {
    row: 'one service in one interval, from the first one in which it was asked',
    columns: {
      time_s: seconds(INTERVAL),
      service: text('Name of the service'),
      requests: number('Requests that ended at its tasks'),
      in_flight: number('Requests being served or waiting there'),
      backlog_length: number('Of these: requests waiting in the backlogs of its tasks, mean over the interval'),
      backlog_length_max: number('The most that waited there at once'),
      utilisation: number(
        'Share of the slots of its tasks (concurrency) that served while they ran; empty without a bound',
      ),
    },
  },
  balancer_load: {
    row: 'one balancer in one interval',
    columns: {
      time_s: seconds(INTERVAL),
      balancer: text('Name of the balancer'),
      queue_length: number(
        "Requests waiting in its queues (backends', servers', before frontends), mean over the interval",
      ),
      queue_length_max: number('The most that waited there at once'),
    },
  },
  events: {
    row: 'one thing of the timeline',
    columns: {
      time_s: seconds('Its start, s since the run began'),
      kind: text('command, crash, restore, slow, noise, pause, service, balancer, autoscale or oom'),
      what: text('The command, or what was crashed, restored, slowed down, paused or made'),
      exit_code: number('Exit code of the command; empty for the others, and if the run ended before it'),
      stdout: text('What the command printed'),
      stderr: text('What it printed as an error'),
    },
  },
  requests: {
    row: 'one traced request',
    columns: {
      time_s: seconds('When it ended, s since the run began'),
      client: text('Name of the client'),
      entry_node: text('Node whose published port it went to'),
      balancer_server: text('Server that the balancer chose; empty without a balancer'),
      node: text('Node of the task that served it'),
      task: text('Full id of that task'),
      outcome: text('ok, or the kind of error'),
      status: number('HTTP status; empty without a response'),
      latency_ms: ms('From sent to answered (or failed)'),
      network_ms: ms('of that, on the network'),
      queue_ms: ms("of that, in the balancer's queue"),
      backlog_ms: ms("of that, in the task's backlog"),
      service_ms: ms('of that, being served'),
      headers: text('Headers that a balancer added, joined by `; `'),
      balancer_retries: text(
        'Attempts after the first that the balancer made, + if one went to another server; empty without one',
      ),
      termination: text("How it ended at its balancer, in HAProxy's two letters; empty without one"),
      connect_ms: ms('of latency_ms, on attempts of the balancer that failed'),
      retries_ms: ms('of latency_ms, before the attempt that was answered left its client'),
      calls_ms: ms('of latency_ms, while its task waited for calls to other services'),
      request: number('Number of the request, as in hops.csv: from 1, in the order in which they left'),
      parent: number('The request whose task made this call; empty = a client of the scenario sent it'),
      class: text('Of the client’s classes of requests; empty if it has none'),
    },
  },
  hops: {
    row: 'a stretch of the way of a traced request, of the first 100,000',
    columns: {
      request: number('Number of the request, as in requests.csv'),
      hop: number('From 1, in the order of their begins'),
      attempt: number('Which attempt of the client, from 1; attempts may overlap'),
      what: text(
        'way there, balancer (deciding, its queue, waits before a retry), to node, mesh, backlog, service, calls (waiting for them) or way back',
      ),
      where: text('Client, balancer, backend, node or task where it begins; of to node: where it leads'),
      start_s: seconds('Its begin, s since the run began'),
      end_s: seconds('Its end'),
    },
  },
  percentiles: {
    row: "a point of a client's distribution of latencies after the warm-up, closer to each other the nearer to the tail",
    columns: {
      client: text('Name of the client'),
      percentile: number('So many percent of its requests…'),
      latency_ms: ms('…took no longer; a failed one is slower than any other, so that the points end where they begin'),
    },
  },
  fingerprints: {
    row: 'the fingerprint of the run so far, at one of its events: `seatrial diff` finds by it where two runs part',
    columns: {
      event: number('Number of the event, from 1; changes of tasks, services and nodes, and ends of requests count'),
      time_s: seconds('When it happened, s since the run began'),
      fingerprint: text('Hash over all events until then, 16 hex digits; the last one is that of summary.json'),
    },
  },
};

/** In the order in which the report lists them. */
export const TABLE_NAMES: readonly TableName[] = Object.keys(TABLES) as TableName[];

/** Not every run traces requests, or has a balancer. */
const writtenIfAny: ReadonlySet<TableName> = new Set(['requests', 'hops', 'balancer_load']);

export function isWritten(table: TableName, result: RunResult): boolean {
  return !writtenIfAny.has(table) || result[table].length > 0;
}

/** The columns of a table, in the order of the file. */
export function columnsOf(table: TableName): NamedColumns {
  return Object.entries(TABLES[table].columns);
}
