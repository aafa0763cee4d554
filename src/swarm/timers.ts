import type { EventId } from '../kernel/event-loop.ts';

/** The part of the event loop that a control loop needs: the clock, and what is to happen later. */
export interface Timers {
  readonly nowMs: number;
  call(delayMs: number, action: () => void): EventId;
  /** No effect on what has happened already. */
  cancel(id: EventId): void;
}
