import type { EventLoop } from '../kernel/event-loop.ts';
import type { RandomStreams } from '../kernel/random-streams.ts';
import type { Fingerprint } from '../metrics/fingerprint.ts';
import type { HealthState } from './balancer/pool-server.ts';
import type { BalancerSpec, CallSpec, ClientSpec, NetworkSpec, ServingSpec } from './spec.ts';
import type { CpuSharing } from './station/cpu-weight.ts';

/** Names a machine: its position in `TrafficOptions.nodes`. */
export type NodeHandle = number;
/** Names a task's container: given by `Traffic.addTask`, never given twice in a run. */
export type TaskHandle = number;

/** A machine that can run containers and be asked on its ports. */
export interface TrafficNode {
  readonly name: string;
  readonly address: string;
  /** Its CPUs, fractions allowed (nano-CPUs ÷ 1e9). */
  readonly cpus: number;
  /** ms of demand that one of them works off per ms. */
  readonly speed: number;
  /** Left out: it has enough. */
  readonly memoryBytes?: number;
  /** For links; left out: it has none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Of its tasks, for IPVS's weighted schedulers; left out: 1, as Docker has it. */
  readonly weight?: number;
}

/** What a task's service says of the resources of its containers. */
export interface TaskResources {
  /** Infinity = no limit. */
  readonly limitCpus: number;
  /** Infinity = no limit. */
  readonly limitMemoryBytes: number;
  readonly reservedCpus: number;
}

export const noTaskResources: TaskResources = {
  limitCpus: Number.POSITIVE_INFINITY,
  reservedCpus: 0,
  limitMemoryBytes: Number.POSITIVE_INFINITY,
};

export interface TaskDescription {
  /** The task's full id, for rows. */
  readonly id: string;
  readonly service: string;
  /** What it runs: its version. */
  readonly image: string;
  readonly slot: number;
  readonly node: NodeHandle;
  /** `null` = it serves nothing: connections are refused. */
  readonly serving: ServingSpec | null;
  readonly resources: TaskResources;
}

/** How a service's tasks are reached. */
export interface Endpoint {
  /** Published in ingress mode: any node of the swarm takes requests for the service on these. */
  readonly ingressPorts: readonly number[];
  /** Published in host mode: on the task's own node only. */
  readonly hostPorts: readonly number[];
  /** How the service's name resolves inside its network. */
  readonly mode: 'vip' | 'dnsrr';
}

/** Part of a run over which a client's latencies are asked for (`expect`): by when requests ended. */
export interface LatencyWindow {
  readonly client: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a node did in an interval. */
export interface NodeLoad {
  /** Fraction of its CPUs that was busy, 0…1. */
  readonly cpu_busy: number;
  /** Mean number of requests that its tasks held (waiting and served). */
  readonly in_flight: number;
  /** Requests that its tasks took and that ended in the interval. */
  readonly requests: number;
}

/** A row of `task_load.csv`. */
export interface TaskLoad {
  readonly time_s: number;
  readonly task: string;
  readonly service: string;
  readonly slot: number;
  readonly node: string;
  readonly requests: number;
  readonly errors: number;
  readonly in_flight: number;
  readonly mean_ms: number | null;
  readonly backlog_length: number;
  /** Share of its slots that served; `null` = it has none, or without bound. */
  readonly utilisation: number | null;
}

/** What the tasks of a service did in some stretch of time. */
export interface ServiceLoad {
  /** Requests that waited in their backlogs: mean over time, and the most at once. */
  readonly backlog_length: number;
  readonly backlog_length_max: number;
  /** Share of their slots that served, 0…1; `null` = there were none, or without bound. */
  readonly utilisation: number | null;
}

/** What a balancer did in some stretch of time. */
export interface BalancerLoad {
  /** Requests that waited in its queues: mean over time, and the most at once. */
  readonly queue_length: number;
  readonly queue_length_max: number;
}

/** What an interval came to. */
export interface IntervalLoads {
  /** By node handle. */
  readonly nodes: readonly NodeLoad[];
  readonly tasks: readonly TaskLoad[];
  /** Of the services that have been asked at all, in the order of their first tasks. */
  readonly services: readonly (ServiceLoad & {
    readonly service: string;
    readonly requests: number;
    readonly in_flight: number;
  })[];
  /** By balancer's name. */
  readonly balancers: readonly (BalancerLoad & { readonly balancer: string })[];
}

/** A row of `requests.csv`. `time_s` is when the request ended. */
export interface RequestTrace {
  readonly time_s: number;
  readonly client: string;
  readonly entry_node: string;
  readonly balancer_server: string;
  readonly node: string;
  readonly task: string;
  readonly outcome: string;
  readonly status: number | null;
  readonly latency_ms: number;
  readonly network_ms: number;
  readonly queue_ms: number;
  readonly backlog_ms: number;
  readonly service_ms: number;
  readonly headers: string;
  /** Attempts after the first that its balancer made, `+` before them if one went to another server. */
  readonly balancer_retries: string;
  /** How a balancer's request ended, in HAProxy's two letters (`--`, `sQ`, `SC`…). */
  readonly termination: string;
  readonly connect_ms: number;
  readonly retries_ms: number;
  readonly calls_ms: number;
  /** From 1, in the order in which requests that are traced left. */
  readonly request: number;
  /** The request whose task made this call; `null` = a client of the scenario sent it. */
  readonly parent: number | null;
  /** Empty: the client's requests are all of one. */
  readonly class: string;
}

/** A stretch of the way of a traced request. */
export interface HopRecord {
  /** Which attempt of its client, from 1. */
  readonly attempt: number;
  readonly what: string;
  readonly where: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** What the traffic tells whoever runs it. All are called at the simulated instant. */
export interface TrafficObserver {
  /** A request that the client's `trace` chose has ended. */
  traced(row: RequestTrace, hops: readonly HopRecord[]): void;
  /** An interval is over (the last one may be shorter). */
  intervalClosed(fromMs: number, toMs: number, loads: IntervalLoads): void;
  /** The kernel kills a task's process, for its own limit or that of its node: whoever runs containers ends it, after this event. */
  outOfMemory(task: TaskHandle, description: TaskDescription, limitBytes: number): void;
  /** A health check made a balancer's server change. */
  serverChanged(balancer: string, backend: string, server: string, state: HealthState, reason: string): void;
}

export interface TrafficOptions {
  readonly loop: EventLoop;
  readonly random: RandomStreams;
  readonly fingerprint: Fingerprint;
  readonly observer: TrafficObserver;
  readonly network: NetworkSpec;
  readonly cpuSharing: CpuSharing;
  readonly nodes: readonly TrafficNode[];
  readonly clients: readonly ClientSpec[];
  /** Of all images that there are; names are apart, and apart from the clients'. */
  readonly calls: readonly CallSpec[];
  readonly balancers: readonly BalancerSpec[];
  readonly windows: readonly LatencyWindow[];
  /** Arrivals stop here. */
  readonly durationMs: number;
  readonly warmupMs: number;
  readonly intervalMs: number;
  /** Time 0 as Unix time, for daily curves. */
  readonly startUnixMs: number;
}
