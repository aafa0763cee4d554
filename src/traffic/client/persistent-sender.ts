import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import { errorKinds, outcome } from '../../metrics/outcome.ts';
import type { ClientPool } from '../connection/client-pool.ts';
import { DeadlineQueue } from '../deadline-queue.ts';
import { hashedUniform } from '../hash.ts';
import { tracedAttempt } from '../hop-log.ts';
import type { Journey } from '../journey.ts';
import type { Caller } from '../journey-parties.ts';
import { longer } from '../longer.ts';
import type { RequestTable } from '../request-table.ts';
import type { ClientSpec, HedgeSpec, RetrySpec } from '../spec.ts';
import { backoffMs } from './backoff.ts';
import { RetryBudget } from './retry-budget.ts';
import { type Sender, SendOnce } from './sender.ts';

export interface PersistentSenderOptions {
  readonly policy: Pick<ClientSpec, 'retries' | 'hedge' | 'onTimeout'>;
  /** Of this sender: it is told of its attempts' ends. */
  readonly caller: number;
  /** By `requests.caller`. */
  readonly callers: readonly Caller[];
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly journey: Journey;
  /** The client's connections; `null` = it keeps none. */
  readonly pool: ClientPool | null;
}

const none = -1;

/** What this sender knows of a request, by slot. */
class Efforts {
  capacity = 0;
  /** Attempts made, those on the way, and whether a retry waits for its time. */
  made = new Uint8Array(0);
  open = new Uint8Array(0);
  resting = new Uint8Array(0);
  /** 1 = its slot is not let go yet. */
  kept = new Uint8Array(0);
  /** The last wait before a retry. */
  restMs = new Float64Array(0);
  /** Of a request: one of its attempts on the way; of an attempt: the next one. −1 = none. */
  next = new Int32Array(0);

  grow(capacity: number): void {
    if (capacity <= this.capacity) return;
    this.capacity = capacity;
    this.made = longer(this.made, new Uint8Array(capacity));
    this.open = longer(this.open, new Uint8Array(capacity));
    this.resting = longer(this.resting, new Uint8Array(capacity));
    this.kept = longer(this.kept, new Uint8Array(capacity));
    this.restMs = longer(this.restMs, new Float64Array(capacity));
    this.next = longer(this.next, new Int32Array(capacity));
  }
}

/**
 * Sends a request again when it fails, or when it has no answer yet (a hedge). The request's own slot goes nowhere: each
 * attempt is a request of its own on the wire, for the same work. It ends with the attempt that decided, whose way is its own then.
 */
export class PersistentSender implements Sender, Caller {
  readonly #options: PersistentSenderOptions;
  readonly #requests: RequestTable;
  readonly #efforts = new Efforts();
  readonly #once: SendOnce;
  readonly #retries: RetrySpec | null;
  readonly #hedge: HedgeSpec | null;
  readonly #budget: RetryBudget | null;
  readonly #tryPatience: DeadlineQueue | null;
  readonly #hedgeTimer: DeadlineQueue | null;
  /** Outcomes that are tried again. */
  readonly #isRetried: readonly boolean[];
  readonly #again: Handler = { fire: (request, generation, nowMs) => this.#retry(request, generation, nowMs) };

  constructor(options: PersistentSenderOptions) {
    const { policy, requests, loop, journey } = options;
    const { retries, hedge } = policy;
    this.#options = options;
    this.#requests = requests;
    this.#retries = retries;
    this.#hedge = hedge;
    this.#once = new SendOnce(journey, policy.onTimeout, options.pool);
    this.#budget = retries === null || retries.budget === null ? null : new RetryBudget(retries.budget);
    this.#isRetried = [false, ...errorKinds.map((kind) => retries?.on.includes(kind) ?? false)];
    const isWaiting = (slot: number, generation: number) =>
      requests.generation[slot] === generation && requests.ended[slot] === 0;
    const tryTimeoutMs = retries?.tryTimeoutMs ?? null;
    this.#tryPatience =
      tryTimeoutMs === null
        ? null
        : new DeadlineQueue(loop, tryTimeoutMs, {
            isWaiting,
            expired: (slot, nowMs) => this.#once.giveUp(slot, nowMs),
          });
    this.#hedgeTimer =
      hedge === null
        ? null
        : new DeadlineQueue(loop, hedge.afterMs, { isWaiting, expired: (slot, nowMs) => this.#hedgeNow(slot, nowMs) });
  }

  send(request: number, nowMs: number): void {
    const efforts = this.#efforts;
    efforts.grow(this.#requests.capacity);
    efforts.made[request] = 0;
    efforts.open[request] = 0;
    efforts.resting[request] = 0;
    efforts.kept[request] = 1;
    efforts.restMs[request] = 0;
    efforts.next[request] = none;
    this.#budget?.deposit(nowMs);
    this.#attempt(request, nowMs);
  }

  giveUp(request: number, nowMs: number): void {
    this.#end(request, outcome.timeout, nowMs);
    if (this.#options.policy.onTimeout === 'cancel') this.#withdrawOthers(request, nowMs);
    this.#forgetIfIdle(request);
  }

  /** An attempt has ended. */
  ended(attempt: number, outcomeIndex: number, nowMs: number): void {
    const requests = this.#requests;
    const efforts = this.#efforts;
    const request = requests.origin[attempt]!;
    efforts.open[request]!--;
    this.#unlink(request, attempt);
    if (requests.ended[request] === 0) {
      if (outcomeIndex !== outcome.ok && this.#restBeforeRetry(request, outcomeIndex, nowMs)) return;
      if (outcomeIndex === outcome.ok || (efforts.open[request] === 0 && efforts.resting[request] === 0)) {
        requests.copyWay(attempt, request);
        this.#end(request, outcomeIndex, nowMs);
        if (this.#hedge?.cancel === true) this.#withdrawOthers(request, nowMs);
      }
    }
    this.#forgetIfIdle(request);
  }

  #attempt(request: number, nowMs: number): void {
    const { requests, caller } = this.#options;
    const attempt = requests.begin(requests.client[request]!, caller, requests.bornMs[request]!);
    const efforts = this.#efforts;
    efforts.grow(requests.capacity);
    requests.origin[attempt] = request;
    requests.leftMs[attempt] = nowMs;
    requests.demandKey[attempt] = requests.demandKey[request]!;
    // The same request, so it says the same; its hops have latencies of their own.
    requests.choiceSeed[attempt] = requests.choiceSeed[request]!;
    requests.choices[attempt] = (efforts.made[request]! + 1) * choicesPerAttempt;
    requests.traced[attempt] = requests.traced[request] === 0 ? 0 : tracedAttempt;
    efforts.next[attempt] = efforts.next[request]!;
    efforts.next[request] = attempt;
    efforts.made[request]!++;
    efforts.open[request]!++;
    this.#tryPatience?.push(attempt, requests.generation[attempt]!, nowMs);
    if (this.#hedgeTimer !== null) this.#hedgeTimer.push(request, requests.generation[request]!, nowMs);
    this.#once.send(attempt, nowMs);
  }

  /** It has been out for so long without an answer. */
  #hedgeNow(request: number, nowMs: number): void {
    const efforts = this.#efforts;
    // While it rests the retry does the same.
    if (efforts.resting[request] === 0 && efforts.made[request]! <= this.#hedge!.most) this.#attempt(request, nowMs);
  }

  /** Whether it is tried again later. */
  #restBeforeRetry(request: number, outcomeIndex: number, nowMs: number): boolean {
    const retries = this.#retries;
    const efforts = this.#efforts;
    const made = efforts.made[request]!;
    if (retries === null || made >= retries.attempts || !this.#isRetried[outcomeIndex]!) return false;
    if (efforts.resting[request] === 1) return true;
    if (this.#budget !== null && !this.#budget.withdraw(nowMs)) return false;
    const requests = this.#requests;
    const uniform = hashedUniform(requests.choiceSeed[request]!, requests.choices[request]!++);
    const restMs = backoffMs(retries, made - 1, efforts.restMs[request]!, uniform);
    efforts.restMs[request] = restMs;
    efforts.resting[request] = 1;
    this.#options.loop.at(nowMs + restMs, this.#again, request, requests.generation[request]!);
    return true;
  }

  #retry(request: number, generation: number, nowMs: number): void {
    if (this.#requests.generation[request] !== generation) return;
    this.#efforts.resting[request] = 0;
    if (this.#requests.ended[request] === 0) this.#attempt(request, nowMs);
    else this.#forgetIfIdle(request);
  }

  #end(request: number, outcomeIndex: number, nowMs: number): void {
    const requests = this.#requests;
    requests.ended[request] = 1;
    this.#options.callers[requests.caller[request]!]!.ended(request, outcomeIndex, nowMs);
    requests.release(request);
  }

  #withdrawOthers(request: number, nowMs: number): void {
    const { next } = this.#efforts;
    for (let attempt = next[request]!; attempt !== none; ) {
      const after = next[attempt]!;
      this.#options.journey.cancel(attempt, nowMs);
      attempt = after;
    }
  }

  #unlink(request: number, attempt: number): void {
    const { next } = this.#efforts;
    let before = request;
    while (next[before] !== attempt) before = next[before]!;
    next[before] = next[attempt]!;
  }

  /** Nothing is under way for it any more: its slot is free. */
  #forgetIfIdle(request: number): void {
    const { open, resting, kept } = this.#efforts;
    const isIdle = this.#requests.ended[request] !== 0 && open[request] === 0 && resting[request] === 0;
    if (!isIdle || kept[request] === 0) return;
    // What is withdrawn ends while its request is still being looked at: it must be let go only once.
    kept[request] = 0;
    this.#requests.release(request);
  }
}

/** Far more than an attempt makes. */
const choicesPerAttempt = 10_000;
