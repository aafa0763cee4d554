import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import { outcome } from '../../metrics/outcome.ts';
import type { Journey } from '../journey.ts';
import type { RequestTable } from '../request-table.ts';
import type { BalancerFrontend, RequestRule } from '../spec.ts';
import type { Backend } from './backend.ts';
import type { QueueMeter } from './queue-meter.ts';
import { type DescribedRequest, holds } from './request-condition.ts';
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
  /** What a request says. Good until the next call. */
  describe(slot: number): DescribedRequest;
}

type Answer = Extract<RequestRule, { kind: 'answer' }>;

const unavailable = 503;
const firstError = 400;

/**
 * A frontend that does not just pass requests on: it lets in so many at once, answers some by itself, and chooses the backend by what
 * they say.
 */
export class FrontendDoor {
  readonly #options: FrontendDoorOptions;
  readonly #byName: ReadonlyMap<string, Backend>;
  /** Answers that are held up. */
  readonly #held: Handler = { fire: (slot, status, nowMs) => this.#answer(slot, status, termination.PT, nowMs) };
  #inside = 0;
  /** Those in the kernel's backlog, first come first. */
  readonly #outside: number[] = [];

  constructor(options: FrontendDoorOptions) {
    this.#options = options;
    this.#byName = new Map(options.backends.map((backend) => [backend.spec.name, backend]));
  }

  /** Whether a frontend needs one. */
  static isNeeded(frontend: BalancerFrontend, backends: readonly Backend[]): boolean {
    const { maxConnections, requestRules, backendRules } = frontend;
    const rules = requestRules.length + backendRules.length;
    return maxConnections > 0 || rules > 0 || backends.some(({ spec }) => spec.requestRules.length > 0);
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
    this.#serve(slot, nowMs);
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
    this.#serve(slot, nowMs);
  }

  #serve(slot: number, nowMs: number): void {
    const { spec, describe, loop } = this.#options;
    const request = describe(slot);
    const name = spec.backendRules.find(({ condition }) => holds(condition, request))?.backend ?? spec.defaultBackend;
    const backend = name === null ? undefined : this.#byName.get(name);
    const rule = ruleFor(spec.requestRules, request) ?? ruleFor(backend?.spec.requestRules ?? [], request);
    if (rule !== null && rule.afterMs > 0) loop.at(nowMs + rule.afterMs, this.#held, slot, rule.status);
    else if (rule !== null) this.#answer(slot, rule.status, termination[rule.termination], nowMs);
    else if (backend === undefined) this.#answer(slot, unavailable, termination.SC, nowMs);
    else backend.take(slot, nowMs);
  }

  #answer(slot: number, status: number, letters: number, nowMs: number): void {
    const { requests, journey } = this.#options;
    requests.status[slot] = status;
    requests.termination[slot] = letters;
    requests.outcome[slot] =
      letters === termination.SC ? outcome.noBackend : status < firstError ? outcome.ok : outcome.other;
    journey.reply(slot, nowMs);
  }
}

/** `null` = none, or one that lets it pass. */
function ruleFor(rules: readonly RequestRule[], request: DescribedRequest): Answer | null {
  const rule = rules.find(({ condition }) => holds(condition, request));
  return rule?.kind === 'answer' ? rule : null;
}
