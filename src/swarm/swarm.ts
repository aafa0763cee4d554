import type { EventLoop } from '../kernel/event-loop.ts';
import type { RandomStreams } from '../kernel/random-streams.ts';
import type { ChangeListener } from './change.ts';
import type { ClusterSettings, ControlApi } from './control-api.ts';
import type { Machine, Membership } from './machine.ts';
import type { Backends, ContainerEvents, ContainerRuntime } from './ports.ts';
import type { Profile } from './profile.ts';
import type { PlacementStrategy } from './scheduler/strategy.ts';

export interface SwarmOptions {
  readonly loop: EventLoop;
  readonly random: RandomStreams;
  readonly profile: Profile;
  readonly runtime: ContainerRuntime;
  readonly backends: Backends;
  readonly strategy: PlacementStrategy;
  readonly settings?: ClusterSettings;
}

/** One swarm: store, control loops, dispatcher and agents, on the kernel's clock. */
export interface SwarmHandle {
  readonly control: ControlApi;
  /** What the runtime tells of containers goes here. */
  readonly containerEvents: ContainerEvents;
  /** The machine becomes a node with an agent; the answer is the node's id. */
  addMachine(machine: Machine, membership: Membership): string;
  /** The machine dies without a word: heartbeats cease, its containers are dead. */
  crash(nodeId: string): void;
  /** The machine is up again: its agent registers and reports what has become of its tasks. */
  restore(nodeId: string): void;
  /** Told of every change of nodes, services and tasks; call the answer to be told no more. */
  watch(listener: ChangeListener): () => void;
}
