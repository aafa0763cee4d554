import type { EventId } from '../../kernel/event-loop.ts';
import type { Agent } from '../agent/agent.ts';
import type { Task } from '../objects/task.ts';
import type { Timers } from '../timers.ts';

/** So many changes are sent without waiting for quiet. Source: SwarmKit `dispatcher.go` modificationBatchLimit. */
const maxBatch = 100;

/** The assignments on their way to one agent: sent when no change has come for a while. */
export class Session {
  readonly #loop: Timers;
  readonly #agent: Agent;
  readonly #quietMs: number;
  /** By task; `null` = to be discarded. */
  readonly #changes = new Map<string, Task | null>();
  #timer: EventId | null = null;

  constructor(loop: Timers, agent: Agent, quietMs: number) {
    this.#loop = loop;
    this.#agent = agent;
    this.#quietMs = quietMs;
  }

  send(taskId: string, task: Task | null): void {
    this.#changes.set(taskId, task);
    if (this.#timer !== null) this.#loop.cancel(this.#timer);
    this.#timer = null;
    if (this.#quietMs === 0 || this.#changes.size >= maxBatch) this.#flush();
    else this.#timer = this.#loop.call(this.#quietMs, () => this.#flush());
  }

  close(): void {
    if (this.#timer !== null) this.#loop.cancel(this.#timer);
    this.#timer = null;
    this.#changes.clear();
  }

  #flush(): void {
    this.#timer = null;
    const changes = [...this.#changes];
    this.#changes.clear();
    for (const [taskId, task] of changes) {
      if (task === null) this.#agent.discard(taskId);
      else this.#agent.assign(task);
    }
  }
}
