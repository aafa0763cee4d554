import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import { outcome } from '../../metrics/outcome.ts';
import { hashedUniform } from '../hash.ts';
import type { Journey } from '../journey.ts';
import type { Quantile } from '../law/quantile.ts';
import type { RequestTable } from '../request-table.ts';
import type { BalancerFrontend, RequestRule } from '../spec.ts';
import type { Backend } from './backend.ts';
import { requestLimitMs } from './frontend-timeouts.ts';
import type { QueueMeter } from './queue-meter.ts';
import { type DescribedRequest, holds } from './request-condition.ts';
import { status } from './status.ts';
import { termination } from './termination.ts';

export interface FrontendDoorOptions {
  readonly spec: BalancerFrontend;
  /** Its position in `requests.door`. */
  readonly index: number;
  /** All of the balancer. */
  readonly backends: readonly Backend[];
  readonly loop: EventLoop;
  readonly journey: Journey;
  readonly requests: RequestTable;
  /** Of those that wait to be let in, among others. */
  readonly meter: QueueMeter;
  /** By client: how long it takes to send a request, in ms; `null` = no time. */
  readonly sending: readonly (Quantile | null)[];
  /** What a request says. Good until the next call. */
  describe(slot: number): DescribedRequest;
}

type Answer = Extract<RequestRule, { kind: 'answer' }>;

const firstError = 400;

/**
 * A frontend that does not just pass requests on: it lets in so many at once, answers some by itself, and chooses the backend by what
 * they say.
 */
export class FrontendDoor {
  readonly #options: FrontendDoorOptions;
  readonly #byName: ReadonlyMap<string, Backend>;
  /** Answers that are held up. */
  readonly #held: Handler = { fire: (slot, code, nowMs) => this.#answer(slot, code, termination.PT, nowMs) };
  /** The whole of a request is here, or was not in time. */
  readonly #received: Handler = { fire: (slot, _, nowMs) => this.#hear(slot, nowMs) };
  readonly #late: Handler = {
    fire: (slot, _, nowMs) => this.#answer(slot, status.requestTimeout, termination.cR, nowMs),
  };
  readonly #limitMs: number;
  #inside = 0;
  /** Those in the kernel's backlog, first come first. */
  readonly #outside: number[] = [];

  constructor(options: FrontendDoorOptions) {
    this.#options = options;
    this.#limitMs = requestLimitMs(options.spec.timeouts);
    this.#byName = new Map(options.backends.map((backend) => [backend.spec.name, backend]));
  }

  /** Whether a frontend needs one; `waits` = for clients that take time to send. */
  static isNeeded(frontend: BalancerFrontend, backends: readonly Backend[], waits: boolean): boolean {
    const { maxConnections, requestRules, backendRules } = frontend;
    const rules = requestRules.length + backendRules.length;
    return waits || maxConnections > 0 || rules > 0 || backends.some(({ spec }) => spec.requestRules.length > 0);
  }

  enter(slot: number, nowMs: number): void {
    const { requests, spec, index } = this.#options;
    requests.door[slot] = index;
    if (spec.maxConnections > 0 && this.#inside >= spec.maxConnections) {
      requests.queuedMs[slot]! -= nowMs;
      this.#outside.push(slot);
      this.#options.meter.entered();
      return;
    }
    this.#inside++;
    this.#receive(slot, nowMs);
  }

  /** One of those inside has its answer. */
  left(nowMs: number): void {
    this.#inside--;
    const { requests } = this.#options;
    const slot = this.#outside.shift();
    if (slot === undefined) return;
    this.#options.meter.left();
    if (requests.ended[slot] === 0) requests.queuedMs[slot]! += nowMs;
    this.#inside++;
    this.#receive(slot, nowMs);
  }

  /** In http mode the whole of a request is waited for (haproxy 2.6: src/http_ana.c, `http_wait_for_request`). */
  #receive(slot: number, nowMs: number): void {
    const { requests, sending, spec, loop } = this.#options;
    const law = spec.mode === 'http' ? (sending[requests.client[slot]!] ?? null) : null;
    if (law === null) {
      this.#serve(slot, nowMs);
      return;
    }
    const sendingMs = law.at(hashedUniform(requests.choiceSeed[slot]!, requests.choices[slot]!++));
    if (sendingMs > this.#limitMs) loop.at(nowMs + this.#limitMs, this.#late, slot, 0);
    else loop.at(nowMs + sendingMs, this.#received, slot, 0);
  }

  /** A request is complete, unless its client has closed the connection before. */
  #hear(slot: number, nowMs: number): void {
    const { requests, journey } = this.#options;
    if (requests.ended[slot] === 0) this.#serve(slot, nowMs);
    else {
      requests.outcome[slot] = outcome.timeout;
      journey.reply(slot, nowMs);
    }
  }

  #serve(slot: number, nowMs: number): void {
    const { spec, describe, loop } = this.#options;
    const request = describe(slot);
    const name = spec.backendRules.find(({ condition }) => holds(condition, request))?.backend ?? spec.defaultBackend;
    const backend = name === null ? undefined : this.#byName.get(name);
    const rule = ruleFor(spec.requestRules, request) ?? ruleFor(backend?.spec.requestRules ?? [], request);
    if (rule !== null && rule.afterMs > 0) loop.at(nowMs + rule.afterMs, this.#held, slot, rule.status);
    else if (rule !== null) this.#answer(slot, rule.status, termination[rule.termination], nowMs);
    else if (backend === undefined) this.#answer(slot, status.unavailable, termination.SC, nowMs);
    else backend.take(slot, nowMs);
  }

  #answer(slot: number, code: number, letters: number, nowMs: number): void {
    const { requests, journey } = this.#options;
    requests.status[slot] = code;
    requests.termination[slot] = letters;
    requests.outcome[slot] =
      letters === termination.SC ? outcome.noBackend : code < firstError ? outcome.ok : outcome.other;
    journey.reply(slot, nowMs);
  }
}

/** `null` = none, or one that lets it pass. */
function ruleFor(rules: readonly RequestRule[], request: DescribedRequest): Answer | null {
  const rule = rules.find(({ condition }) => holds(condition, request));
  return rule?.kind === 'answer' ? rule : null;
}
