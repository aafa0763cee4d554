import type { CellColumns } from '../metrics/cell-tally.ts';
import type { PartRow } from '../metrics/client-series.ts';
import type { PartColumns, PartName } from '../metrics/parts.ts';
import type { LatencyColumns } from '../metrics/tally.ts';
import type { BreakdownDimension } from '../traffic/breakdown.ts';
import type {
  BalancerLoad,
  IntervalLoads,
  NodeLoad,
  RequestTrace,
  ServiceLoad,
  TaskLoad,
} from '../traffic/traffic-options.ts';
import type { PercentileRow } from './percentile-rows.ts';

/**
 * What a run leaves, before it becomes files: plain tables whose rows carry the very names of the CSV columns
 * (docs/metrics.md defines each), the summary, and what charts need beside them. Plain data, no I/O.
 */
export interface RunResult {
  readonly summary: Summary;
  readonly latency: readonly LatencyRow[];
  readonly parts: readonly PartRow[];
  readonly breakdown: readonly BreakdownRow[];
  readonly phases: readonly PhaseRow[];
  readonly placement: readonly PlacementRow[];
  readonly tasks: readonly TaskRow[];
  readonly updates: readonly UpdateRow[];
  readonly nodes: readonly NodeRow[];
  readonly task_load: readonly TaskLoadRow[];
  readonly service_load: readonly ServiceLoadRow[];
  readonly balancer_load: readonly BalancerLoadRow[];
  readonly events: readonly EventRow[];
  readonly requests: readonly RequestRow[];
  readonly hops: readonly HopRow[];
  readonly percentiles: readonly PercentileRow[];
  readonly fingerprints: readonly FingerprintRow[];
}

export interface LatencyRow extends LatencyColumns {
  readonly time_s: number;
  readonly client: string;
}

/** What requests of a client, or to a service, version, node or task, met in a phase (empty = the whole run after the warm-up). */
export interface BreakdownRow extends CellColumns {
  readonly dimension: 'client' | BreakdownDimension;
  readonly name: string;
  readonly phase: string;
}

export interface PhaseRow {
  readonly phase: string;
  readonly from_s: number;
  readonly until_s: number;
}

export interface PlacementRow {
  readonly time_s: number;
  readonly node: string;
  readonly service: string;
  readonly image: string;
  readonly running: number;
  readonly assigned: number;
  readonly reserved_cpus: number;
  readonly reserved_memory_bytes: number;
}

export interface TaskRow {
  readonly time_s: number;
  readonly task: string;
  readonly service: string;
  readonly slot: number;
  readonly node: string;
  readonly image: string;
  readonly desired: string;
  readonly state: string;
  readonly message: string;
  readonly error: string;
}

export interface UpdateRow {
  readonly time_s: number;
  readonly service: string;
  readonly state: string;
  readonly message: string;
}

export interface NodeRow extends NodeLoad {
  readonly time_s: number;
  readonly node: string;
  readonly state: string;
  readonly availability: string;
}

export type TaskLoadRow = TaskLoad;

export type ServiceLoadRow = { readonly time_s: number } & IntervalLoads['services'][number];

export type BalancerLoadRow = { readonly time_s: number } & IntervalLoads['balancers'][number];

export interface EventRow {
  readonly time_s: number;
  readonly kind:
    | 'command'
    | 'crash'
    | 'restore'
    | 'slow'
    | 'noise'
    | 'pause'
    | 'partition'
    | 'kill_dockerd'
    | 'stop_dockerd'
    | 'registry'
    | 'service'
    | 'balancer'
    | 'autoscale'
    | 'oom';
  readonly what: string;
  readonly exit_code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type RequestRow = RequestTrace;

/** A stretch of the way of a traced request. */
export interface HopRow {
  readonly request: number;
  readonly hop: number;
  readonly attempt: number;
  readonly what: string;
  readonly where: string;
  readonly start_s: number;
  readonly end_s: number;
}

export type { PartRow, PercentileRow };

/** A mark of the fingerprint's trail. */
export interface FingerprintRow {
  readonly event: number;
  readonly time_s: number;
  readonly fingerprint: string;
}

/** All of a client after the warm-up. */
export interface ClientSummary extends LatencyColumns {
  /** Where the time of its ok requests went. */
  readonly parts: Readonly<Record<PartName, PartColumns>>;
}

/** A stretch of the run: the scenario's, or one that the timeline made. */
export interface PhaseSummary {
  readonly name: string;
  readonly from_s: number;
  readonly until_s: number;
  readonly clients: Readonly<Record<string, LatencyColumns>>;
}

export interface ServiceSummary extends ServiceLoad {
  readonly mode: string;
  readonly image: string;
  readonly replicas: number;
  readonly running: number;
  readonly update_state: string | null;
  readonly tasks_created: number;
  readonly tasks_failed: number;
  /** Of the latest run of a job: tasks that are complete, tasks that must be, and how long it took; `null` for services. */
  readonly completed: number | null;
  readonly completions: number | null;
  /** `null` also for a job that is not done. */
  readonly job_time_s: number | null;
  /** Share of the run's time with all wanted replicas running, 0…1; `null` for jobs. */
  readonly availability: number | null;
  /** Longest time below the wanted replicas at a stretch, s. */
  readonly time_to_recover_s: number;
  readonly pending_s: number;
}

export interface NodeSummary {
  readonly state: string;
  readonly availability: string;
  readonly running: number;
  readonly cpu_busy: number;
  readonly requests: number;
  readonly reserved_cpus: number;
  readonly reserved_memory_bytes: number;
}

export interface PlacementSummary {
  /** Running tasks over ready nodes at the end: the most minus the mean, and the standard deviation. */
  readonly imbalance_max: number;
  readonly imbalance_sd: number;
  readonly reserved_cpu_imbalance_sd: number;
  readonly reserved_memory_imbalance_sd: number;
  /** Share of the free CPUs (memory) that no declared task shape can use, 0…1. */
  readonly fragmentation_cpu: number;
  readonly fragmentation_memory: number;
  /** Tasks that were made to replace one on another node. */
  readonly moves: number;
  /** Tasks that wait for a node at the end. */
  readonly pending: number;
  /** Time that tasks spent pending: mean and longest, s. */
  readonly pending_mean_s: number;
  readonly pending_max_s: number;
  /** How many more tasks of each service would fit. `null` = without bound (no reservation). */
  readonly headroom: Readonly<Record<string, number | null>>;
}

export interface ExpectationResult {
  readonly text: string;
  readonly value: number | string | null;
  readonly holds: boolean;
}

export interface Summary {
  readonly scenario: string;
  readonly seed: number | string;
  readonly version: string;
  /** 64-bit hash over domain events, 16 hex digits. */
  readonly fingerprint: string;
  readonly duration_s: number;
  readonly clients: Readonly<Record<string, ClientSummary>>;
  /** In the order of their begins; they may overlap. */
  readonly phases: readonly PhaseSummary[];
  readonly services: Readonly<Record<string, ServiceSummary>>;
  readonly nodes: Readonly<Record<string, NodeSummary>>;
  readonly balancers: Readonly<Record<string, BalancerLoad>>;
  readonly placement: PlacementSummary;
  readonly expectations: readonly ExpectationResult[];
  /** Of the run: what the model leaves out that the scenario touches, too short a run, an overloaded service… */
  readonly warnings: readonly string[];
}
