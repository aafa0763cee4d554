import type { Task, TaskStatus } from '../objects/task.ts';
import type { ContainerRecord } from './container-record.ts';
import { type AgentTools, foundDeadExitCode, TaskManager } from './task-manager.ts';

/** Gone: killed, while its containers went on; or stopped, and its containers with it. Or on its way back. */
type Engine = 'up' | 'killed' | 'stopped';

/** The agent of one node: a task manager for each task that the dispatcher has sent. Source: SwarmKit `agent/worker.go`. */
export class Agent {
  readonly #tools: AgentTools;
  readonly #managers = new Map<string, TaskManager>();
  #alive = true;
  #engine: Engine = 'up';
  /** What is done when the last container of before has ended. */
  #onEmpty: (() => void) | null = null;

  constructor(tools: AgentTools) {
    this.#tools = tools;
  }

  /** The machine runs, and its engine. */
  get isUp(): boolean {
    return this.#alive && this.#engine === 'up';
  }

  /** Of tasks that are not forgotten yet, in the order in which they came. */
  containers(): ContainerRecord[] {
    return [...this.#managers.values()].flatMap(({ container }) => container ?? []);
  }

  /** What is done to a task's container by hand; `null` = there is no such task. */
  byHand(taskId: string): Pick<TaskManager, 'kill' | 'stopByHand' | 'removeByHand'> | null {
    return this.#managers.get(taskId) ?? null;
  }

  /** A task is new here, or something else is wanted of it. */
  assign(task: Task): void {
    const known = this.#managers.get(task.id);
    if (known !== undefined) {
      known.update(task);
      return;
    }
    const manager = new TaskManager(this.#tools, task);
    this.#managers.set(task.id, manager);
    manager.advance();
  }

  /** The managers have forgotten the task. */
  discard(taskId: string): void {
    const manager = this.#managers.get(taskId);
    this.#managers.delete(taskId);
    manager?.discard();
  }

  /** All that the node has to do: what is not among it goes. */
  assignAll(tasks: readonly Task[]): void {
    const wanted = new Set(tasks.map(({ id }) => id));
    for (const id of [...this.#managers.keys()]) if (!wanted.has(id)) this.discard(id);
    for (const task of tasks) this.assign(task);
  }

  /** What each task has come to, for a new session. */
  statuses(): [string, TaskStatus][] {
    return [...this.#managers].map(([id, manager]) => [id, manager.status]);
  }

  exited(taskId: string, exitCode: number, reason: string): void {
    this.#managers.get(taskId)?.exited(exitCode, reason);
    this.#askWhetherEmpty();
  }

  health(taskId: string, state: 'healthy' | 'unhealthy'): void {
    this.#managers.get(taskId)?.health(state);
  }

  /** The engine's process is gone. One that is told to stop (`stopped`) ends its containers first. */
  engineGone(how: 'killed' | 'stopped'): void {
    this.#engine = how;
    for (const manager of this.#managers.values()) {
      manager.engineGone();
      if (how === 'stopped') manager.endContainer();
    }
  }

  /**
   * The engine is there again and ends the containers that it finds; then it registers, by `register`. After a kill each task's end
   * is known before that; after an orderly stop the containers are gone, and the managers are heard first.
   */
  engineStarted(register: () => void): void {
    const how = this.#engine;
    if (how === 'up') return;
    this.#onEmpty = () => {
      this.#engine = 'up';
      const managers = [...this.#managers.values()];
      for (const manager of managers) manager.engineBack();
      if (how === 'killed') for (const manager of managers) manager.settle();
      register();
      for (const manager of managers) manager.settle();
    };
    for (const manager of this.#managers.values()) manager.endContainer();
    this.#askWhetherEmpty();
  }

  #askWhetherEmpty(): void {
    const onEmpty = this.#onEmpty;
    if (onEmpty === null || [...this.#managers.values()].some(({ runs }) => runs)) return;
    this.#onEmpty = null;
    onEmpty();
  }

  machineDied(): void {
    this.#engine = 'up';
    this.#onEmpty = null;
    this.#alive = false;
    for (const manager of this.#managers.values()) manager.machineDied();
  }

  machineBack(): void {
    if (this.#alive) return;
    this.#alive = true;
    for (const manager of this.#managers.values()) manager.machineBack(foundDeadExitCode);
  }
}
