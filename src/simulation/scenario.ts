import type { DistributionSpec } from '../kernel/distribution.ts';
import type { AutoscaleSpec } from '../swarm/autoscaler/autoscale-spec.ts';
import type { NodeAvailability, NodeRole, Platform } from '../swarm/objects/node.ts';
import type { GenericResource } from '../swarm/objects/resources.ts';
import type { ServiceSpec } from '../swarm/objects/service.ts';
import type { RebalancePolicy } from '../swarm/swarm.ts';
import type { BalancerSpec, CallSpec, ClientSpec, NetworkSpec, ServingSpec } from '../traffic/spec.ts';
import type { CpuSharing } from '../traffic/station/cpu-weight.ts';
import type { Expectation } from './expectation.ts';

/**
 * A scenario, normalised and checked: milliseconds, bytes, whole nano-CPUs, names that exist. Made by `src/scenario`
 * from the written form; it can also be built by hand. Plain data: it travels between threads as it is.
 */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  readonly seed: number | string;
  readonly durationMs: number;
  /** Cut from the summary, not from the series. */
  readonly warmupMs: number;
  /** Width of a row of the time series. */
  readonly intervalMs: number;
  /** Arrivals stop at `durationMs`; the run goes on until all queues are empty. */
  readonly drain: boolean;
  /** Time 0 as Unix time, where Docker prints absolute times, and for daily curves. */
  readonly startUnixMs: number;
  readonly profile: ProfileName;
  readonly cluster: ClusterSpec;
  /** By name, tag included (`web:1`, `redis:latest`). */
  readonly images: Readonly<Record<string, ImageSpec>>;
  /** Created at time 0, in this order (sorted by name when the scenario is read: the order in the file means nothing). */
  readonly services: readonly ServiceSpec[];
  readonly overlayNetworks: readonly OverlayNetwork[];
  /** Compose files that commands name, by the name under which they do: what their YAML says. */
  readonly composeFiles: Readonly<Record<string, unknown>>;
  /** Name of the placement strategy. */
  readonly placement: string;
  /** Whether tasks move when a node comes (what-if; Swarm's own way is `off`). */
  readonly rebalance: RebalancePolicy;
  /** Of services of `services`, at most one for each (what-if). */
  readonly autoscale: readonly AutoscaleSpec[];
  readonly balancers: readonly BalancerSpec[];
  readonly clients: readonly ClientSpec[];
  readonly network: NetworkSpec;
  readonly cpuSharing: CpuSharing;
  readonly timeline: readonly TimelineEntry[];
  /** Machines that fail by chance; each in one of these at most. */
  readonly faults: readonly FaultSpec[];
  /** Stretches over which clients are summed up; none = the timeline makes them (phases/phase-plan.ts). */
  readonly phases: readonly PhaseSpec[];
  readonly expect: readonly Expectation[];
  /** Plain words on what the scenario asks for that the model does not do (a directive of haproxy.cfg…). */
  readonly warnings: readonly string[];
}

export type ProfileName = 'docker-20.10' | 'swarmkit';

export interface ClusterSpec {
  /** `ready`: the machines form a swarm at time 0, the first manager leads; `none`: they are bare engines. */
  readonly swarm: 'ready' | 'none';
  /** Sorted by name in natural order (node-2 before node-10). */
  readonly nodes: readonly MachineSpec[];
  /** Bytes per ms that the registry serves, shared equally by the nodes that pull; 0 = there is none. */
  readonly registryBytesPerMs: number;
  readonly taskHistoryLimit: number;
  readonly heartbeatPeriodMs: number;
}

/** A network of the swarm at time 0, beside its own. */
export interface OverlayNetwork {
  readonly name: string;
  readonly driver: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface MachineSpec {
  readonly name: string;
  readonly role: NodeRole;
  readonly nanoCpus: number;
  /** ms of demand that one of its CPUs works off per ms. */
  readonly speed: number;
  readonly memoryBytes: number;
  readonly generic: readonly GenericResource[];
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly engineLabels: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly availability: NodeAvailability;
  /** Bytes per ms at which it can pull at most. */
  readonly downloadBytesPerMs: number;
  /** Absolute paths that bind mounts may name, besides those that every Linux has; `null` = any. */
  readonly paths: readonly string[] | null;
}

/** How a container made from this image behaves. */
export interface ImageSpec {
  readonly name: string;
  readonly sizeBytes: number;
  /** Already on every node. */
  readonly cached: boolean;
  /** No such image anywhere: a bad tag. */
  readonly missing: boolean;
  /** From the end of the pull to the container created (ready), in ms. */
  readonly createMs: DistributionSpec;
  /** From ready to running, in ms. */
  readonly startMs: DistributionSpec;
  /** After running it refuses connections for so long, in ms. */
  readonly listensAfterMs: DistributionSpec;
  readonly onStop: StopBehaviour;
  /** What it runs if a service says nothing, in words: for `docker ps`. */
  readonly command: readonly string[];
  /** It ends by itself; `null` = it runs until it is stopped. */
  readonly exits: { readonly afterMs: DistributionSpec; readonly code: number } | null;
  /** Its HEALTHCHECK, and when a container passes one, be it this or the service's. `null` = none; then a service's own follows its listening. */
  readonly healthcheck: HealthcheckSpec | null;
  /** `null` = it serves no requests (a worker process). */
  readonly serving: ServingSpec | null;
}

/** Times in ms; 0 = the engine's default, as in an image's configuration. */
export interface HealthcheckSpec {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly startPeriodMs: number;
  readonly retries: number;
  /** How long a probe takes. */
  readonly takesMs: DistributionSpec;
  /** Since its start, a container passes from then on; and not any more from then on, `null` = to the end. */
  readonly passesFromMs: DistributionSpec;
  readonly passesUntilMs: DistributionSpec | null;
}

/** The calls of all images, by name. */
export function callsOf(images: Scenario['images']): CallSpec[] {
  const calls = Object.values(images).flatMap(({ serving }) => serving?.calls ?? []);
  return calls.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export type StopBehaviour =
  /** Ends at once (after `afterMs`) with exit code 0 on SIGTERM, cutting what it serves. */
  | { readonly kind: 'exit'; readonly afterMs: DistributionSpec }
  /** Refuses new connections, answers what it has accepted, ends when that is done or after `limitMs`. */
  | { readonly kind: 'drain'; readonly limitMs: number }
  /** Does not listen to SIGTERM: killed after the grace period. */
  | { readonly kind: 'ignore' };

/** Machines that crash and boot again by chance; up at time 0. */
export interface FaultSpec {
  /** Names, sorted in natural order. */
  readonly machines: readonly string[];
  /** All at once, as a rack does without power; else each independently of the others. */
  readonly together: boolean;
  /** From its start or return to its next crash (mean = MTTF), and from there to its return (mean = MTTR), in ms. */
  readonly upMs: DistributionSpec;
  readonly downMs: DistributionSpec;
}

export interface PhaseSpec {
  readonly name: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface TimelineEntry {
  readonly atMs: number;
  readonly action: TimelineAction;
  /** Where it stands, for messages: `timeline[3]`. */
  readonly where: string;
}

export type TimelineAction =
  | {
      readonly kind: 'docker';
      readonly command: string;
      readonly on: string | null;
      readonly expectExit: number | null;
    }
  /** A command of HAProxy's runtime API; `on` = the balancer's name, `null` = the only one. */
  | {
      readonly kind: 'haproxy';
      readonly command: string;
      readonly on: string | null;
      readonly expectExit: number | null;
    }
  /** The machine is gone at once. */
  | { readonly kind: 'crash'; readonly node: string }
  /** It boots again: its engine starts, its containers are dead. */
  | { readonly kind: 'restore'; readonly node: string }
  | FaultAction;

/** What a fault of the timeline does for a while; `forMs: null` = until the run ends. */
export type FaultAction =
  /** The machine's CPUs do that part of their work. */
  | { readonly kind: 'slow'; readonly node: string; readonly factor: number; readonly forMs: number | null }
  /** So many of the machine's CPUs work for others. */
  | { readonly kind: 'noise'; readonly node: string; readonly cpus: number; readonly forMs: number | null }
  /** These machines and all others do not hear each other. */
  | { readonly kind: 'partition'; readonly nodes: readonly string[]; readonly forMs: number | null }
  /** The machine's engine is killed, or told to stop, and started again. */
  | { readonly kind: 'kill_dockerd' | 'stop_dockerd'; readonly node: string; readonly forMs: number | null }
  /** No image can be pulled. */
  | { readonly kind: 'registry'; readonly forMs: number | null }
  /** Containers stand still. */
  | { readonly kind: 'pause'; readonly target: PauseTarget; readonly forMs: number | null };

export type PauseTarget =
  | { readonly kind: 'machine'; readonly node: string }
  /** Whatever containers run for the slot at that instant; of a global service, on the machine of that name. */
  | { readonly kind: 'slot'; readonly service: string; readonly slot: number | string };
