import type { EventId, EventLoop } from '../../kernel/event-loop.ts';
import type { Task } from '../objects/task.ts';
import type { ContainerEvents, ContainerRuntime } from '../ports.ts';

/** How long the steps of every container take; how containers of some images end by themselves. */
export interface ContainerTimes {
  readonly prepareMs: number;
  readonly startMs: number;
  readonly stopMs: number;
  /** Of a process that was told to stop; default 0. */
  readonly stopCode?: number;
  /** All have a health check, of which `tellHealth` tells. */
  readonly checked?: boolean;
  /** By image: the process ends so long after its start with this exit code. */
  readonly exits?: Readonly<Record<string, { readonly afterMs: number; readonly code: number }>>;
}

/** A container runtime without surprises. */
export class FixedContainers implements ContainerRuntime {
  readonly #loop: EventLoop;
  readonly #times: ContainerTimes;
  readonly #timers = new Map<string, EventId>();
  readonly #checked = new Set<Task>();
  #events: ContainerEvents | null = null;

  constructor(loop: EventLoop, times: ContainerTimes) {
    this.#loop = loop;
    this.#times = times;
  }

  report(events: ContainerEvents): void {
    this.#events = events;
  }

  /** What the health checks of all containers that were started find. */
  tellHealth(state: 'healthy' | 'unhealthy'): void {
    for (const task of this.#checked) this.#events?.health(task, state);
  }

  prepare(task: Task, _node: unknown, done: (error: string) => void): void {
    this.#later(task, this.#times.prepareMs, () => done(''));
  }

  start(task: Task, _node: unknown, done: (error: string, isChecked: boolean) => void): void {
    this.#later(task, this.#times.startMs, () => {
      const exit = this.#times.exits?.[task.spec.container.image];
      if (exit !== undefined) this.#exit(task, exit.afterMs, exit.code);
      if (this.#times.checked === true) this.#checked.add(task);
      done('', this.#times.checked === true);
    });
  }

  kill(task: Task): void {
    this.#exit(task, 0, 137);
  }

  stop(task: Task): void {
    this.#exit(task, this.#times.stopMs, this.#times.stopCode ?? 0);
  }

  remove(task: Task): void {
    const timer = this.#timers.get(task.id);
    if (timer !== undefined) this.#loop.cancel(timer);
    this.#timers.delete(task.id);
  }

  #exit(task: Task, afterMs: number, code: number): void {
    this.#later(task, afterMs, () => this.#events?.exited(task, code, ''));
  }

  #later(task: Task, delayMs: number, action: () => void): void {
    this.remove(task);
    this.#timers.set(task.id, this.#loop.call(delayMs, action));
  }
}
