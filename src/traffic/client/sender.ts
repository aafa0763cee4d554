import type { EventLoop } from '../../kernel/event-loop.ts';
import type { ClientPool } from '../connection/client-pool.ts';
import { DeadlineQueue } from '../deadline-queue.ts';
import type { Journey } from '../journey.ts';
import type { RequestTable } from '../request-table.ts';
import type { ClientSpec } from '../spec.ts';

/** How requests are brought to an answer: each once, or again and again. Who sent one is told by `requests.caller`. */
export interface Sender {
  send(slot: number, nowMs: number): void;
  /** Nobody waits for it any longer: it ends as timed out. */
  giveUp(slot: number, nowMs: number): void;
}

/** Each request once. */
export class SendOnce implements Sender {
  readonly #journey: Journey;
  readonly #cancels: boolean;
  readonly #pool: ClientPool | null;

  /** `pool`: the client's connections; `null` = it keeps none. */
  constructor(journey: Journey, onTimeout: ClientSpec['onTimeout'], pool: ClientPool | null) {
    this.#journey = journey;
    this.#pool = pool;
    this.#cancels = onTimeout === 'cancel';
  }

  send(slot: number, nowMs: number): void {
    if (this.#pool === null) this.#journey.depart(slot, nowMs);
    else this.#pool.send(slot, nowMs);
  }

  giveUp(slot: number, nowMs: number): void {
    if (this.#cancels) this.#journey.cancel(slot, nowMs);
    else this.#journey.abandon(slot, nowMs);
  }
}

/** Gives up what takes longer than a client waits; `null` = it waits for ever. */
export function patienceOf(
  timeoutMs: number | null,
  sender: Sender,
  { loop, requests }: { readonly loop: EventLoop; readonly requests: RequestTable },
): DeadlineQueue | null {
  if (timeoutMs === null) return null;
  return new DeadlineQueue(loop, timeoutMs, {
    isWaiting: (slot, generation) => requests.generation[slot] === generation && requests.ended[slot] === 0,
    expired: (slot, nowMs) => sender.giveUp(slot, nowMs),
  });
}
