import type { Platform } from './node.ts';
import type { Limits, Reservations } from './resources.ts';

export type ServiceMode =
  | { readonly kind: 'replicated'; readonly replicas: number }
  | { readonly kind: 'global' }
  | { readonly kind: 'replicated-job'; readonly maxConcurrent: number; readonly totalCompletions: number }
  | { readonly kind: 'global-job' };

export type RestartCondition = 'none' | 'on-failure' | 'any';

export interface RestartPolicy {
  readonly condition: RestartCondition;
  readonly delayMs: number;
  /** 0 = unlimited. */
  readonly maxAttempts: number;
  /** 0 = unbounded. */
  readonly windowMs: number;
}

export type FailureAction = 'pause' | 'continue' | 'rollback';
export type UpdateOrder = 'stop-first' | 'start-first';

export interface UpdateConfig {
  /** 0 = all at once. */
  readonly parallelism: number;
  readonly delayMs: number;
  /** 0 = the default of 5 s. */
  readonly monitorMs: number;
  readonly failureAction: FailureAction;
  /** A float32, 0…1. */
  readonly maxFailureRatio: number;
  readonly order: UpdateOrder;
}

/** A preference `spread=<descriptor>`, e.g. `node.labels.zone`. */
export interface PlacementPreference {
  readonly spread: string;
}

export interface Placement {
  readonly constraints: readonly string[];
  readonly preferences: readonly PlacementPreference[];
  /** 0 = unlimited. */
  readonly maxReplicas: number;
  /** Empty strings match all. */
  readonly platforms: readonly Platform[];
}

export interface HealthConfig {
  /** `['NONE']` switches the image's own check off. */
  readonly test: readonly string[];
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly startPeriodMs: number;
  readonly startIntervalMs: number;
  readonly retries: number;
}

export interface ContainerSpec {
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly hostname: string;
  readonly stopSignal: string;
  /** `null` = the engine's default of 10 s. */
  readonly stopGracePeriodMs: number | null;
  readonly healthcheck: HealthConfig | null;
  readonly mounts: readonly Mount[];
  readonly secrets: readonly string[];
  readonly configs: readonly string[];
}

export interface Mount {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** Volume driver; empty = local. */
  readonly driver: string;
}

export interface LogDriver {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}

/** What each task of a service is made from. */
export interface TaskSpec {
  readonly container: ContainerSpec;
  readonly reservations: Reservations;
  readonly limits: Limits;
  /** `null` = the default policy: any, 5 s. */
  readonly restart: RestartPolicy | null;
  readonly placement: Placement;
  readonly networks: readonly string[];
  readonly logDriver: LogDriver | null;
  readonly forceUpdate: number;
}

export type PortProtocol = 'tcp' | 'udp' | 'sctp';
export type PublishMode = 'ingress' | 'host';

export interface PortConfig {
  readonly protocol: PortProtocol;
  readonly targetPort: number;
  /** 0 = chosen by the swarm (ingress) or the engine (host). */
  readonly publishedPort: number;
  readonly publishMode: PublishMode;
}

export type EndpointMode = 'vip' | 'dnsrr';

export interface EndpointSpec {
  readonly mode: EndpointMode;
  readonly ports: readonly PortConfig[];
}

export interface ServiceSpec {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly mode: ServiceMode;
  readonly task: TaskSpec;
  /** `null` = the default object (parallelism 1, no delay, monitor 5 s, pause, stop-first). */
  readonly update: UpdateConfig | null;
  readonly rollback: UpdateConfig | null;
  readonly endpoint: EndpointSpec;
}

export type UpdateState =
  | 'updating'
  | 'paused'
  | 'completed'
  | 'rollback_started'
  | 'rollback_paused'
  | 'rollback_completed';

export interface UpdateStatus {
  readonly state: UpdateState;
  readonly startedAtMs: number;
  readonly completedAtMs: number | null;
  readonly message: string;
}

export interface VirtualIp {
  readonly network: string;
  readonly addr: string;
}

export interface Endpoint {
  readonly spec: EndpointSpec;
  /** With the ports that the allocator has chosen filled in. */
  readonly ports: readonly PortConfig[];
  readonly virtualIps: readonly VirtualIp[];
}

export interface JobStatus {
  readonly jobIteration: number;
  readonly lastExecutionMs: number;
}

/** A service as the managers' store holds it (never changed in place). */
export interface Service {
  readonly id: string;
  /** Grows with every write of the object: a client must send the one it saw. */
  readonly version: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly spec: ServiceSpec;
  readonly specVersion: number;
  readonly previousSpec: ServiceSpec | null;
  readonly previousSpecVersion: number | null;
  /** `null` until the allocator has been at it. */
  readonly endpoint: Endpoint | null;
  readonly updateStatus: UpdateStatus | null;
  readonly jobStatus: JobStatus | null;
}
