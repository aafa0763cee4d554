import type { SwarmNode } from '../objects/node.ts';
import type { GenericResource, Reservations } from '../objects/resources.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { GenericPool } from './generic-pool.ts';
import { hostPortKeys } from './host-port-keys.ts';
import { RecentFailures } from './recent-failures.ts';

/** What one task holds on its node. */
interface Holding {
  readonly serviceId: string;
  readonly reservations: Reservations;
  readonly hostPorts: readonly string[];
  readonly generic: readonly GenericResource[];
  active: boolean;
}

/** Told when a node has taken a task, or parted with one: how many active ones it had before. Both may be as before. */
export interface ActiveCounts {
  changed(node: NodeInfo, serviceId: string, before: number, totalBefore: number): void;
}

/**
 * A node and what the scheduler's accounts say of it. A task holds its resources and host ports until it has ended; it
 * counts as active only while it is meant to run. Source: SwarmKit `manager/scheduler/nodeinfo.go`.
 */
export class NodeInfo {
  /** Number of the node in the scheduler's node set, see {@link NodeSet}. */
  slot = -1;
  /** Which one it was to come into the node set: 0 = the first. */
  arrival = 0;
  node: SwarmNode;
  /** What the node advertises; 0 as long as it has reported nothing. */
  totalNanoCpus = 0;
  totalMemoryBytes = 0;
  /** Free = advertised less reserved; below zero when the node has shrunk. */
  freeNanoCpus = 0;
  freeMemoryBytes = 0;
  freeGeneric = new GenericPool([]);
  /** As `protocol/number`. A plain set: the first of several holders to go frees the port (SwarmKit's is one, too). */
  readonly hostPorts = new Set<string>();
  readonly failures = new RecentFailures();
  activeTotal = 0;
  /** Tasks that hold a place here and reserve no CPUs, or no memory. */
  tasksWithoutCpus = 0;
  tasksWithoutMemory = 0;
  readonly #activeByService = new Map<string, number>();
  readonly #holdings = new Map<string, Holding>();
  readonly #counts: ActiveCounts;

  constructor(node: SwarmNode, counts: ActiveCounts) {
    this.node = node;
    this.#counts = counts;
    this.update(node);
  }

  /** Active tasks of the service on this node, of any version. */
  activeOf(serviceId: string): number {
    return this.#activeByService.get(serviceId) ?? 0;
  }

  activeServices(): Iterable<readonly [serviceId: string, tasks: number]> {
    return this.#activeByService;
  }

  /** The node reports anew: its resources less what its tasks hold. */
  update(node: SwarmNode): void {
    this.node = node;
    const resources = node.description?.resources ?? null;
    this.totalNanoCpus = resources?.nanoCpus ?? 0;
    this.totalMemoryBytes = resources?.memoryBytes ?? 0;
    this.freeNanoCpus = this.totalNanoCpus;
    this.freeMemoryBytes = this.totalMemoryBytes;
    this.freeGeneric = new GenericPool(resources?.generic ?? []);
    if (resources === null) return;
    for (const { reservations, generic } of this.#holdings.values()) {
      this.freeNanoCpus -= reservations.nanoCpus;
      this.freeMemoryBytes -= reservations.memoryBytes;
      for (const resource of generic) this.freeGeneric.take(resource);
    }
  }

  /**
   * A task is (still) here: a new one claims what it needs, of a known one only the desired state matters. Answers the
   * generic resources that it holds.
   */
  add(task: Task): readonly GenericResource[] {
    const active = task.desiredState <= TaskState.complete;
    const known = this.#holdings.get(task.id);
    if (known !== undefined) {
      if (known.active !== active) this.#count(known.serviceId, active ? 1 : -1);
      known.active = active;
      return known.generic;
    }
    const { reservations } = task.spec;
    this.freeNanoCpus -= reservations.nanoCpus;
    this.freeMemoryBytes -= reservations.memoryBytes;
    if (reservations.nanoCpus === 0) this.tasksWithoutCpus++;
    if (reservations.memoryBytes === 0) this.tasksWithoutMemory++;
    const generic = this.freeGeneric.claim(reservations.generic);
    const hostPorts = hostPortKeys(task);
    for (const port of hostPorts) this.hostPorts.add(port);
    this.#holdings.set(task.id, { serviceId: task.serviceId, reservations, hostPorts, generic, active });
    this.#count(task.serviceId, active ? 1 : 0);
    return generic;
  }

  /** The task is gone and gives back what it held. False = it was not here. */
  remove(taskId: string): boolean {
    const holding = this.#holdings.get(taskId);
    if (holding === undefined) return false;
    this.#holdings.delete(taskId);
    this.freeNanoCpus += holding.reservations.nanoCpus;
    this.freeMemoryBytes += holding.reservations.memoryBytes;
    if (holding.reservations.nanoCpus === 0) this.tasksWithoutCpus--;
    if (holding.reservations.memoryBytes === 0) this.tasksWithoutMemory--;
    if (holding.generic.length > 0) {
      this.freeGeneric.giveBack(holding.generic, this.node.description?.resources?.generic ?? []);
    }
    for (const port of holding.hostPorts) this.hostPorts.delete(port);
    this.#count(holding.serviceId, holding.active ? -1 : 0);
    return true;
  }

  #count(serviceId: string, change: 1 | 0 | -1): void {
    const before = this.activeOf(serviceId);
    const after = before + change;
    if (after === 0) this.#activeByService.delete(serviceId);
    else this.#activeByService.set(serviceId, after);
    this.activeTotal += change;
    this.#counts.changed(this, serviceId, before, this.activeTotal - change);
  }
}
