import type { RandomStream } from '../../kernel/random-stream.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { isReplicated } from '../orchestrator/service-kind.ts';
import type { Component } from '../reactor.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { StoreEvent } from '../store/feed.ts';
import { Move, type MoveTools } from './move.ts';
import { ServiceSpread } from './service-spread.ts';
import { steadyTasks } from './steady-tasks.ts';

export interface RebalancerTools extends MoveTools {
  readonly scheduler: Scheduler;
  /** For the strategy's choices in thought. */
  readonly random: RandomStream;
}

/**
 * What-if: Swarm has nothing like it. When a node joins, comes back or is made active again, tasks of the replicated
 * services that are there move until each is spread again: one task of a service at a time, and only while all of its
 * replicas run. A task moves if the strategy in use, asked where it would put it now, names a node where the service
 * becomes more even ({@link ServiceSpread.improves}). A service is done when no such task is left, or when a move did not
 * come out as hoped; the next node that comes is the next occasion.
 */
export class Rebalancer implements Component {
  readonly #tools: RebalancerTools;
  /** Replicated services, as far as the feed has told of them: a node that came before a service is no occasion for it. */
  readonly #services = new Set<string>();
  /** Services to be looked at since a node came. */
  readonly #open = new Set<string>();
  /** Those of them that have moved something, and so made room elsewhere. */
  readonly #moved = new Set<string>();
  /** Services with nothing to move, unless others make room. */
  readonly #done = new Set<string>();
  readonly #moves = new Map<string, Move>();
  /** Services for which there may be something to do. */
  readonly #awake = new Set<string>();
  #wake: () => void = () => {};

  constructor(tools: RebalancerTools) {
    this.#tools = tools;
  }

  /** Whom to tell that there is work. */
  onWork(wake: () => void): void {
    this.#wake = wake;
  }

  react(event: StoreEvent): void {
    if (event.kind === 'node') this.#nodeChanged(event.before, event.after);
    else if (event.kind === 'service') this.#serviceChanged(event.before, event.after);
    else if (event.kind === 'task') this.#taskChanged(event.after ?? event.before);
  }

  /** One step of one service; `false` if there is none. */
  resume(): boolean {
    for (const serviceId of this.#awake) {
      if (this.#step(serviceId)) return true;
      this.#awake.delete(serviceId);
    }
    return false;
  }

  #nodeChanged(before: SwarmNode | null, after: SwarmNode | null): void {
    for (const serviceId of this.#moves.keys()) this.#rouse(serviceId);
    if (!takesTasks(after) || takesTasks(before)) return;
    for (const serviceId of this.#services) this.#lookAt(serviceId);
  }

  #serviceChanged(before: Service | null, after: Service | null): void {
    const serviceId = (after ?? before)?.id ?? '';
    const move = this.#moves.get(serviceId);
    if (move !== undefined && move.service.specVersion !== after?.specVersion) {
      // The updater has taken over, and sees to slots with two tasks.
      move.cancel();
      this.#moves.delete(serviceId);
    }
    if (after === null) {
      this.#services.delete(serviceId);
      this.#forget(serviceId);
    } else if (isReplicated(after)) this.#services.add(serviceId);
    if (this.#open.has(serviceId)) this.#rouse(serviceId);
  }

  #taskChanged(task: Task | null): void {
    if (task === null || !this.#open.has(task.serviceId)) return;
    this.#moves.get(task.serviceId)?.taskChanged(task);
    this.#rouse(task.serviceId);
  }

  #step(serviceId: string): boolean {
    const move = this.#moves.get(serviceId);
    if (move === undefined) return this.#begin(serviceId);
    if (move.resume()) return true;
    if (!move.over) return false;
    this.#moves.delete(serviceId);
    if (move.helped()) this.#moved.add(serviceId);
    else this.#forget(serviceId);
    move.settle();
    return true;
  }

  /** The next move, once the service is as it should be; `false` if there is none, or not yet. */
  #begin(serviceId: string): boolean {
    const { store, scheduler, random } = this.#tools;
    const service = store.services.get(serviceId);
    if (!this.#open.has(serviceId) || !isReplicated(service)) return false;
    const tasks = steadyTasks(store, service);
    if (tasks === null) return false;
    const spread = new ServiceSpread(service.spec.task.placement.preferences, tasks);
    for (const task of spread.candidates()) {
      const from = store.nodes.get(task.nodeId);
      const to = store.nodes.get(scheduler.wouldPlace(task, random) ?? '');
      if (from === undefined || to === undefined || !spread.improves(from, to)) continue;
      this.#moves.set(serviceId, new Move(this.#tools, service, spread, task, from, () => this.#rouse(serviceId)));
      return true;
    }
    this.#close(serviceId);
    return false;
  }

  /** Nothing more to move; what it has moved may have made room for others. */
  #close(serviceId: string): void {
    this.#open.delete(serviceId);
    if (this.#moved.delete(serviceId)) for (const other of [...this.#done]) this.#lookAt(other);
    this.#done.add(serviceId);
  }

  #lookAt(serviceId: string): void {
    this.#done.delete(serviceId);
    this.#open.add(serviceId);
    this.#rouse(serviceId);
  }

  #forget(serviceId: string): void {
    for (const services of [this.#open, this.#moved, this.#done]) services.delete(serviceId);
  }

  #rouse(serviceId: string): void {
    this.#awake.add(serviceId);
    this.#wake();
  }
}

function takesTasks(node: SwarmNode | null): boolean {
  return node !== null && node.status.state === 'ready' && node.spec.availability === 'active';
}
