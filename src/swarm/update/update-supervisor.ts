import type { RandomStream } from '../../kernel/random-stream.ts';
import { deepEqual } from '../deep-equal.ts';
import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Component } from '../reactor.ts';
import type { StoreEvent } from '../store/feed.ts';
import { Updater, type UpdateTools } from './updater.ts';

export interface SupervisorTools extends Omit<UpdateTools, 'wake'> {
  /**
   * Which of two loops that see the same failure acts first is chance: a replicated orchestrator waits for the end of the
   * commit. `null` = the orchestrator always does, as the global one, which does not wait.
   */
  readonly raceRandom: RandomStream | null;
}

/** Measured on real clusters: of six rollbacks of replicated services, five were decided before the failed task had been replaced. */
const updaterFirst = 5 / 6;

/**
 * At most one updater per service. A run that already works towards the wanted spec goes on; another one is
 * cancelled. Source: SwarmKit `updater.go` Supervisor.
 */
export class UpdateSupervisor implements Component {
  /** To be seated before the orchestrator. */
  readonly race: Component = { react: (event) => this.#raceFor(event), resume: () => false };
  readonly #tools: SupervisorTools;
  readonly #updaters = new Map<string, Updater>();
  /** Services whose updater may have something to do. */
  readonly #awake = new Set<string>();
  #wake: () => void = () => {};

  constructor(tools: SupervisorTools) {
    this.#tools = tools;
  }

  /** Whom to tell that there is work. */
  onWork(wake: () => void): void {
    this.#wake = wake;
  }

  /** Brings these slots (each with its tasks) to the service's present spec. */
  update(service: Service, slots: readonly (readonly Task[])[]): void {
    const running = this.#updaters.get(service.id);
    if (running !== undefined) {
      if (deepEqual(running.service.spec, service.spec)) return;
      running.cancel();
    }
    const wake = () => this.#rouse(service.id);
    this.#updaters.set(service.id, new Updater({ ...this.#tools, wake }, service, slots));
    wake();
  }

  react(event: StoreEvent): void {
    if (event.kind !== 'task' || event.before === null || event.after === null) return;
    const updater = this.#updaters.get(event.after.serviceId);
    if (updater === undefined) return;
    updater.taskChanged(event.after);
    this.#rouse(event.after.serviceId);
  }

  /** A rollback that is decided before the orchestrator replaces the failed task makes the replacement one of the old spec. */
  #raceFor(event: StoreEvent): void {
    const { raceRandom } = this.#tools;
    if (raceRandom === null || event.kind !== 'task' || event.before === null || event.after === null) return;
    if (event.after.status.state <= TaskState.running || event.before.status.state > TaskState.running) return;
    const updater = this.#updaters.get(event.after.serviceId);
    if (updater?.mayRollBack !== true || raceRandom.uniform() >= updaterFirst) return;
    updater.lookAtOnce(event.after);
    this.#rouse(event.after.serviceId);
  }

  resume(): boolean {
    for (const serviceId of this.#awake) {
      const updater = this.#updaters.get(serviceId);
      const moved = updater?.step() ?? false;
      if (updater?.over === true) this.#updaters.delete(serviceId);
      if (moved) return true;
      this.#awake.delete(serviceId);
    }
    return false;
  }

  #rouse(serviceId: string): void {
    this.#awake.add(serviceId);
    this.#wake();
  }
}
