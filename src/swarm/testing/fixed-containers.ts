import type { EventId, EventLoop } from '../../kernel/event-loop.ts';
import type { Task } from '../objects/task.ts';
import type { ContainerEvents, ContainerRuntime } from '../ports.ts';

/** How long the steps of every container take; how containers of some images end by themselves. */
export interface ContainerTimes {
  readonly prepareMs: number;
  readonly startMs: number;
  readonly stopMs: number;
  /** By image: the process ends so long after its start with this exit code. */
  readonly exits?: Readonly<Record<string, { readonly afterMs: number; readonly code: number }>>;
}

/** A container runtime without surprises. */
export class FixedContainers implements ContainerRuntime {
  readonly #loop: EventLoop;
  readonly #times: ContainerTimes;
  readonly #timers = new Map<string, EventId>();
  #events: ContainerEvents | null = null;

  constructor(loop: EventLoop, times: ContainerTimes) {
    this.#loop = loop;
    this.#times = times;
  }

  report(events: ContainerEvents): void {
    this.#events = events;
  }

  prepare(task: Task, _node: unknown, done: (error: string) => void): void {
    this.#later(task, this.#times.prepareMs, () => done(''));
  }

  start(task: Task, _node: unknown, done: (error: string) => void): void {
    this.#later(task, this.#times.startMs, () => {
      const exit = this.#times.exits?.[task.spec.container.image];
      if (exit !== undefined) this.#exit(task, exit.afterMs, exit.code);
      done('');
    });
  }

  stop(task: Task): void {
    this.#exit(task, this.#times.stopMs, 0);
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
