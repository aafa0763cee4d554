import type { RandomStream } from '../kernel/random-stream.ts';
import type { ContainerCourse } from '../swarm/agent/container-record.ts';
import type { ControlError } from '../swarm/control/control-error.ts';
import type { ControlApi } from '../swarm/control-api.ts';
import type { Machine } from '../swarm/machine.ts';
import type { NodeAvailability } from '../swarm/objects/node.ts';
import type { Access } from '../swarm/raft/ask-managers.ts';
import type { EngineEvent } from './engine-event.ts';
import type { JoinTokens } from './join-tokens.ts';
import type { Networks } from './networks.ts';

/**
 * The machine where a command is typed, as far as Docker's language needs to know it. Filled by whoever has a world of
 * machines. All times of the swarm's objects are milliseconds since time 0.
 */
export interface DockerHost {
  readonly machine: Machine;
  /** `null` = a bare engine. Read again after `initSwarm` and `joinSwarm`. */
  readonly membership: SwarmMembership | null;
  /** What `docker info` counts. */
  readonly counts: EngineCounts;
  /** The engine's own networks: bridge, host, none. */
  readonly localNetworks: Networks;
  /** Time 0 as Unix time. */
  readonly startUnixMs: number;
  /** For ids and invented names. */
  readonly random: RandomStream;
  /** What the YAML of a compose file says that is there where commands are typed; `undefined` = there is no such file. */
  composeFile(name: string): unknown;
  /** Whether a registry can tell the digest of an image; if not, the client warns. `image` has a tag. */
  registryHas(image: string): boolean;
  /** Makes a swarm of this machine alone; `membership` is there when it returns. */
  initSwarm(request: InitRequest): void;
  /** Asks the manager at the address to be taken in. `done('')` = it is a member; else Docker's refusal. */
  joinSwarm(request: JoinRequest, done: (refusal: string) => void): void;
  /** All that there are, and what is done to one of them by hand. */
  containers(): readonly HostContainer[];
  /** What its engine still knows of what has happened, in its order. */
  events(): readonly EngineEvent[];
  /** The engine leaves its swarm: its tasks' containers are gone, and `membership` with them. The managers are not told. */
  leaveSwarm(): void;
}

/** A container as its engine shows it. */
export interface HostContainer {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** What runs in it, in words. */
  readonly command: readonly string[];
  readonly record: ContainerCourse;
  readonly labels: Readonly<Record<string, string>>;
  /** Published on its machine. */
  readonly ports: readonly { readonly publishedPort: number; readonly targetPort: number; readonly protocol: string }[];
  /** `null` = Docker's default. */
  readonly stopGracePeriodMs: number | null;
  /** Names of the swarm's networks that it is on. */
  readonly networks: readonly string[];
  kill(): void;
  /** Calls back when it has ended. */
  stop(graceMs: number, ended: () => void): void;
  /** Also one that runs. */
  remove(): void;
}

export interface EngineCounts {
  readonly containersRunning: number;
  readonly containersStopped: number;
  readonly images: number;
}

/** A machine's place in a swarm. */
export interface SwarmMembership {
  readonly nodeId: string;
  /** Whether this engine answers questions about the swarm. */
  readonly isManager: boolean;
  readonly swarm: HostedSwarm;
  /** Calls back once a request has got through to the managers' leader (`null`; at once if it can), or with their refusal. */
  ask(access: Access, then: (refusal: ControlError | null) => void): void;
}

/** What the managers of one swarm share, beside the store. */
export interface HostedSwarm {
  readonly clusterId: string;
  readonly control: ControlApi;
  readonly tokens: JoinTokens;
  readonly networks: Networks;
  /** Addresses with ports of the managers that answer. */
  managerAddresses(): readonly string[];
}

export interface InitRequest {
  /** Host or IP, with or without a port; empty = the machine's own address. */
  readonly advertiseAddress: string;
  readonly availability: NodeAvailability;
  readonly taskHistoryLimit: number;
  readonly heartbeatPeriodMs: number;
}

export interface JoinRequest {
  readonly token: string;
  /** Host and port of a manager. */
  readonly remote: string;
  readonly availability: NodeAvailability;
}
