import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import { outcome } from '../../metrics/outcome.ts';
import type { DeadlineQueue } from '../deadline-queue.ts';
import { hashedUniform, hashedWord } from '../hash.ts';
import type { Caller } from '../journey-parties.ts';
import { makeQuantile } from '../law/make-quantile.ts';
import type { Quantile } from '../law/quantile.ts';
import type { RequestTable } from '../request-table.ts';
import type { ClientSpec, ClosedArrivals } from '../spec.ts';
import { type Client, isInTrace } from './client.ts';
import { patienceOf, type Sender } from './sender.ts';

export interface ClosedClientOptions {
  readonly spec: ClientSpec;
  readonly arrivals: ClosedArrivals;
  readonly index: number;
  /** Of this client itself: it is told of its requests' ends, and tells `then`. */
  readonly caller: number;
  readonly then: Caller;
  readonly seed: number;
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly sender: Sender;
  readonly durationMs: number;
}

/** A user looks at a failure for so long before it thinks. */
const afterFailureMs = 1;

/** What a user draws for each of its requests. */
const draws = { demand: 0, choice: 1, think: 2, trace: 3 } as const;
const drawsPerRequest = 4;

/**
 * A closed-loop client: so many users, each of whom thinks, sends a request, waits for its end, and thinks again. The k-th
 * request of a user draws the same whatever became of those before it.
 */
export class ClosedClient implements Client, Caller, Handler {
  readonly spec: ClientSpec;
  readonly name: string;
  sent = 0;
  readonly #options: ClosedClientOptions;
  readonly #requests: RequestTable;
  readonly #think: Quantile;
  readonly #untilMs: number;
  readonly #patience: DeadlineQueue | null;
  /** By user: its seed, and how many requests it has sent. */
  readonly #seeds: Uint32Array;
  readonly #rounds: Uint32Array;

  constructor(options: ClosedClientOptions) {
    const { spec, arrivals } = options;
    this.spec = spec;
    this.name = spec.name;
    this.#options = options;
    this.#requests = options.requests;
    this.#think = makeQuantile(arrivals.thinkMs);
    this.#untilMs = Math.min(spec.untilMs ?? options.durationMs, options.durationMs);
    this.#patience = patienceOf(spec.timeoutMs, options.sender, options);
    this.#seeds = Uint32Array.from({ length: arrivals.users }, (_, user) => hashedWord(options.seed, user));
    this.#rounds = new Uint32Array(arrivals.users);
  }

  /** Everybody thinks first: so they do not come all at once. */
  start(): void {
    for (let user = 0; user < this.#seeds.length; user++) this.#rest(user, this.spec.fromMs);
  }

  /** A user's request leaves. */
  fire(user: number, _b: number, nowMs: number): void {
    const requests = this.#requests;
    const slot = requests.begin(this.#options.index, this.#options.caller, nowMs);
    const { trace } = this.spec;
    requests.origin[slot] = user;
    requests.demandKey[slot] = this.#uniform(user, draws.demand);
    requests.choiceSeed[slot] = hashedWord(this.#seeds[user]!, this.#draw(user, draws.choice));
    const chosen = trace > 0 && this.#uniform(user, draws.trace) < trace;
    requests.traced[slot] = chosen && isInTrace(this.spec, nowMs) ? 1 : 0;
    this.#rounds[user]!++;
    this.sent++;
    this.#patience?.push(slot, requests.generation[slot]!, nowMs);
    this.#options.sender.send(slot, nowMs);
  }

  ended(slot: number, outcomeIndex: number, nowMs: number): void {
    const user = this.#requests.origin[slot]!;
    this.#options.then.ended(slot, outcomeIndex, nowMs);
    // Without this the clock would stop for users who do not think and are refused at once.
    this.#rest(user, outcomeIndex === outcome.ok ? nowMs : nowMs + afterFailureMs);
  }

  #rest(user: number, nowMs: number): void {
    const timeMs = nowMs + this.#think.at(this.#uniform(user, draws.think));
    if (timeMs < this.#untilMs) this.#options.loop.at(timeMs, this, user);
  }

  #uniform(user: number, what: number): number {
    return hashedUniform(this.#seeds[user]!, this.#draw(user, what));
  }

  #draw(user: number, what: number): number {
    return this.#rounds[user]! * drawsPerRequest + what;
  }
}
