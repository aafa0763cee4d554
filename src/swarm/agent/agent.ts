import type { Task, TaskStatus } from '../objects/task.ts';
import { type AgentTools, TaskManager } from './task-manager.ts';

/** The exit code that an engine notes for containers which it finds dead when it comes up. */
const foundDeadExitCode = 255;

/** The agent of one node: a task manager for each task that the dispatcher has sent. Source: SwarmKit `agent/worker.go`. */
export class Agent {
  readonly #tools: AgentTools;
  readonly #managers = new Map<string, TaskManager>();
  #alive = true;

  constructor(tools: AgentTools) {
    this.#tools = tools;
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
  }

  health(taskId: string, state: 'healthy' | 'unhealthy'): void {
    this.#managers.get(taskId)?.health(state);
  }

  machineDied(): void {
    this.#alive = false;
    for (const manager of this.#managers.values()) manager.machineDied();
  }

  machineBack(): void {
    if (this.#alive) return;
    this.#alive = true;
    for (const manager of this.#managers.values()) manager.machineBack(foundDeadExitCode);
  }
}
