/** The files of the families rolling-updates, restarts, node-events and global-and-jobs, as test/golden/README.md says. */
export interface ScenarioFile {
  readonly family: string;
  readonly cases: readonly ScenarioCase[];
}

export interface GoldenNode {
  readonly id: string;
  readonly hostname: string;
  readonly role?: 'manager' | 'worker';
  readonly availability?: 'active' | 'pause' | 'drain';
  readonly state?: 'down';
  readonly addr?: string;
  readonly labels?: Record<string, string>;
  readonly engineLabels?: Record<string, string>;
  readonly os?: string;
  readonly arch?: string;
  readonly nanoCPUs?: number;
  readonly memoryBytes?: number;
}

export interface GoldenUpdateConfig {
  readonly parallelism?: number;
  readonly delayMs?: number;
  readonly monitorMs?: number;
  readonly maxFailureRatio?: number;
  readonly failureAction?: 'pause' | 'continue' | 'rollback';
  readonly order?: 'stop-first' | 'start-first';
}

export interface GoldenService {
  readonly name: string;
  readonly mode: 'replicated' | 'global' | 'replicated-job' | 'global-job';
  readonly replicas?: number;
  readonly maxConcurrent?: number;
  readonly totalCompletions?: number;
  readonly image: number;
  readonly forceUpdate?: number;
  readonly serviceLabels?: Record<string, string>;
  readonly constraints?: readonly string[];
  readonly spread?: readonly string[];
  readonly maxReplicasPerNode?: number;
  readonly reservations?: { readonly nanoCPUs?: number; readonly memoryBytes?: number };
  readonly restart?: {
    readonly condition?: 'none' | 'on-failure' | 'any';
    readonly delayMs?: number;
    readonly maxAttempts?: number;
    readonly windowMs?: number;
  };
  readonly update?: GoldenUpdateConfig;
  readonly rollback?: GoldenUpdateConfig;
}

export interface GoldenFault {
  readonly service?: string;
  readonly v?: string;
  readonly nth?: readonly number[];
  readonly every?: number;
  readonly slots?: readonly number[];
  readonly nodes?: readonly string[];
  readonly kind: 'exit1' | 'exit0' | 'startfail' | 'reject';
  readonly afterMs?: number;
}

export type GoldenStep = { readonly at: number } & (
  | { readonly op: 'createService' | 'updateService'; readonly service: GoldenService }
  | { readonly op: 'rollback' | 'removeService'; readonly name: string }
  | {
      readonly op: 'updateNode';
      readonly node: string;
      readonly availability?: 'active' | 'pause' | 'drain';
      readonly labels?: Record<string, string>;
    }
  | { readonly op: 'nodeStatus'; readonly node: string; readonly state: 'down' | 'ready' }
  | { readonly op: 'nodeResources'; readonly node: string; readonly nanoCPUs: number; readonly memoryBytes: number }
  | { readonly op: 'removeNode'; readonly node: string }
  | { readonly op: 'addNode'; readonly add: GoldenNode }
  | { readonly op: 'snapshot' }
);

/** [service, slot, node, v, gen, created, assigned, desiredRunning, running, desiredStop, ended, deleted, state, desired, message, err] */
export type TaskRow = readonly [
  string,
  number,
  string,
  string,
  number,
  number,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  string,
  string,
  string,
  string,
];

export interface ServiceSnapshot {
  readonly tasks: Record<string, number>;
  readonly activeRunningPerNode: Record<string, number>;
  readonly sorted: readonly number[];
  readonly pendingErrors?: Record<string, number>;
  readonly serviceRemoved?: boolean;
}

export interface Snapshot {
  readonly at: number;
  readonly services: Record<string, ServiceSnapshot>;
}

/** What a run leaves, in the form of the golden data. */
export interface Outcome {
  readonly updateStatus: Record<string, readonly (readonly [number, string, string])[]>;
  readonly during: Record<
    string,
    { readonly minRunning: number; readonly maxRunning: number; readonly maxStarting: number }
  >;
  readonly running: Record<string, readonly (readonly [number | string, unknown])[]>;
  readonly created: Record<string, readonly (readonly [number, string, number])[]>;
  readonly snapshots: readonly Snapshot[];
  readonly tasks: readonly TaskRow[];
}

export type Part =
  | 'updateStatus'
  | 'updateStatusSequence'
  | 'during'
  | 'running'
  | 'created'
  | 'snapshots'
  | 'snapshotsWithoutNodes'
  | 'tasks';

export interface ScenarioCase extends Partial<Outcome> {
  readonly id: string;
  readonly title: string;
  readonly historyLimit: number;
  readonly agent: {
    readonly prepareMs: number;
    readonly startMs: number;
    readonly stopMs: number;
    readonly runMs?: number;
  };
  readonly nodes: readonly GoldenNode[];
  readonly faults?: readonly GoldenFault[];
  readonly steps: readonly GoldenStep[];
  readonly endMs: number;
  readonly runs: number;
  readonly deterministic: Partial<Record<Part, boolean>>;
  /** Part → [in how many runs, value]. */
  readonly varies?: Partial<Record<Part, readonly (readonly [number, unknown])[]>>;
  readonly tasks: readonly TaskRow[];
  readonly tasksTotal?: number;
  readonly snapshots: readonly Snapshot[];
}
