import type { EventId } from '../../kernel/event-loop.ts';
import type { Timers } from '../timers.ts';

/**
 * The timers of one leader. When its term is over nothing that it had planned happens any more; while it waits for its
 * quorum nothing that it does would be committed, and what falls due then happens when the quorum is back.
 */
export class TermTimers implements Timers {
  readonly #loop: Timers;
  readonly #due = new Map<EventId, () => void>();
  #held = false;
  #over = false;

  constructor(loop: Timers) {
    this.#loop = loop;
  }

  get nowMs(): number {
    return this.#loop.nowMs;
  }

  call(delayMs: number, action: () => void): EventId {
    const id = this.#loop.call(delayMs, () => {
      if (this.#over) return;
      if (this.#held) this.#due.set(id, action);
      else action();
    });
    return id;
  }

  cancel(id: EventId): void {
    if (!this.#due.delete(id)) this.#loop.cancel(id);
  }

  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    for (const [id, action] of this.#due) {
      this.#due.delete(id);
      action();
    }
  }

  end(): void {
    this.#over = true;
    this.#due.clear();
  }
}
