import type { Task } from '../objects/task.ts';
import type { ContainerRecord } from './container-record.ts';

/** What an engine keeps of one container, from its creation until it is removed, and who waits for its end. */
export class ContainerBook {
  readonly #now: () => number;
  #record: ContainerRecord | null = null;
  readonly #awaiting: (() => void)[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `null` = there is none, or it was removed. */
  get record(): ContainerRecord | null {
    return this.#record;
  }

  created(task: Task): void {
    this.#record = { task, createdMs: this.#now(), startedMs: null, endedMs: null, exitCode: 0, health: null };
  }

  started(isChecked: boolean): void {
    this.#change({ startedMs: this.#now(), health: isChecked ? 'starting' : null });
  }

  checked(health: 'healthy' | 'unhealthy'): void {
    this.#change({ health });
  }

  ended(exitCode: number): void {
    this.#change({ endedMs: this.#now(), exitCode });
    for (const ended of this.#awaiting.splice(0)) ended();
  }

  removed(): void {
    this.#record = null;
  }

  onEnd(ended: () => void): void {
    this.#awaiting.push(ended);
  }

  #change(change: Partial<ContainerRecord>): void {
    if (this.#record !== null) this.#record = { ...this.#record, ...change };
  }
}
