import type { SwarmNode } from './objects/node.ts';
import type { Task } from './objects/task.ts';

/**
 * The ports through which the swarm meets the world of containers and of requests. The simulation fills them; the
 * golden data fills them with a virtual agent.
 *
 *   agent ──prepare/start/stop──▶ ContainerRuntime ──exited/health──▶ agent
 *   agent ──activate/deactivate/remove──▶ Backends (the traffic's tables of tasks that take requests)
 *
 * All calls are made at the simulated instant at which they happen; none of them answers before it returns: an
 * answer comes through the callback, at the same instant at the earliest.
 */
export interface ContainerRuntime {
  /** Creates the container: pull of the image included. `done('')` = created; else the error text (→ REJECTED). */
  prepare(task: Task, node: SwarmNode, done: (error: string) => void): void;
  /**
   * Starts the container. `done('')` = the process runs; else the error text (→ FAILED). `isChecked`: it has a health check, and
   * what comes of that is told to `events`, as its exit is.
   */
  start(task: Task, node: SwarmNode, done: (error: string, isChecked: boolean) => void): void;
  /** Sends the stop signal now, and SIGKILL after `graceMs`. The end of the process is told as an exit. */
  stop(task: Task, graceMs: number): void;
  /** SIGKILL. The end of the process is told as an exit. */
  kill(task: Task): void;
  /** Ends it at once and forgets it, whatever state it is in: an abandoned pull or create, a removed task, a dead node. */
  remove(task: Task): void;
}

/** What a runtime tells the agent of a task's container. */
export interface ContainerEvents {
  /** The process has ended, by itself or because it was stopped. `reason` is appended to the error text if not empty. */
  exited(task: Task, exitCode: number, reason: string): void;
  /** The state of the health check changed; only for containers that have one. */
  health(task: Task, state: 'healthy' | 'unhealthy'): void;
}

/** The tables of tasks that take traffic (IPVS destinations, DNS records). */
export interface Backends {
  /** Service binding activated: takes new connections, on its own node from now, elsewhere after gossip. */
  activate(task: Task, node: SwarmNode): void;
  /** Service binding deactivated (weight 0): no new connections; those that exist go on. */
  deactivate(task: Task): void;
  /** The container is gone: its destination is deleted. */
  remove(task: Task): void;
  /** The machine is gone without a word: its tasks stay in the others' tables until gossip notices. */
  nodeLost(nodeId: string): void;
  /** The machine is on the network again. */
  nodeBack(nodeId: string): void;
  /** The machine is off the network, and its containers go on. */
  nodeCut(nodeId: string): void;
  /** Its engine is gone and its containers may go on: the others hear no more of it. */
  engineLost(nodeId: string): void;
  engineBack(nodeId: string): void;
}

/** What all containers that a service ever had have done since the start. */
export interface ServiceUse {
  /** Time that they ran, added up. */
  readonly containerMs: number;
  /** CPU time. */
  readonly cpuMs: number;
  /** Requests that they accepted. */
  readonly requests: number;
  /** Requests that they held, waiting or served, times ms. */
  readonly heldMs: number;
}

/** What an autoscaler reads of the services. */
export interface Load {
  of(serviceName: string): ServiceUse;
}
