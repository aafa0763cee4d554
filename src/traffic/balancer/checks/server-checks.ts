import type { EventId, EventLoop } from '../../../kernel/event-loop.ts';
import { hashedUniform } from '../../hash.ts';
import type { HealthCheckSpec, HttpCheck } from '../../spec.ts';
import type { HealthState } from '../pool-server.ts';
import { Health } from './health.ts';
import { ObservedErrors } from './observed-errors.ts';
import type { Probe } from './probe.ts';

export interface ServerCheckOptions {
  readonly loop: EventLoop;
  readonly spec: HealthCheckSpec;
  readonly probe: Probe;
  /** `timeout connect`; `null` = none. */
  readonly connectTimeoutMs: number | null;
  /** Each interval varies by so many percent. */
  readonly spreadPercent: number;
  /** Seed of that variation. */
  readonly seed: number;
  changed(state: HealthState, reason: string): void;
  checkFailed(): void;
}

const notFound = 404;
const percent = 100;

/**
 * The health checks of one server (haproxy 2.6: src/check.c, src/tcpcheck.c): one at a time, the next one an interval after the
 * end of the last. Reasons are HAProxy's words.
 */
export class ServerChecks {
  readonly #options: ServerCheckOptions;
  readonly #health: Health;
  readonly #observed: ObservedErrors | null;
  #state: HealthState = 'up';
  #paused = false;
  /** Of checks: one that is over is not listened to any more. */
  #serial = 0;
  #checks = 0;
  /** The begin of the next check, or, while one is on its way, its timeout. */
  #timer: EventId = -1;
  #timerMs = 0;

  constructor(options: ServerCheckOptions) {
    this.#options = options;
    this.#health = new Health(options.spec);
    this.#observed = options.spec.observe === null ? null : new ObservedErrors(options.spec.observe);
  }

  get state(): HealthState {
    return this.#state;
  }

  begin(delayMs: number): void {
    this.#schedule(delayMs, () => this.#due());
  }

  /** There will be no more, and nobody listens to the one on its way. */
  end(): void {
    this.#serial++;
    if (this.#timer >= 0) this.#options.loop.cancel(this.#timer);
    this.#timer = -1;
  }

  /** The server is in maintenance: it keeps its place among the checks, and none is made. */
  pause(): void {
    this.#paused = true;
  }

  /** It has left maintenance and counts as up, just so. */
  resume(): void {
    this.#paused = false;
    this.#state = 'up';
    this.#health.restart();
  }

  /** An administrator says what its checks are to have found. Nobody is told. */
  force(state: HealthState): void {
    this.#state = state;
    this.#health.force(state !== 'down');
  }

  /** A request's connection was made or not (layer 4), or its answer was good or not (layer 7). */
  observe(layer: 4 | 7, good: boolean): void {
    if (this.#observed === null || this.#paused) return;
    if (!this.#observed.tooMany(layer, good)) return;
    const { loop, spec } = this.#options;
    const onError = spec.observe!.onError;
    if (onError === 'mark-down') this.#health.restart();
    if (onError === 'sudden-death') this.#health.weaken();
    if (onError !== 'fastinter') this.#failed('Health analyze');
    const idle = this.#serial === this.#checks;
    if (idle && loop.nowMs + spec.fastIntervalMs < this.#timerMs)
      this.#schedule(spec.fastIntervalMs, () => this.#due());
  }

  // ------------------------------------------------- one check

  #due(): void {
    if (this.#paused) {
      this.#schedule(this.#options.spec.intervalMs, () => this.#due());
      return;
    }
    const { spec, probe } = this.#options;
    this.#checks++;
    const serial = this.#serial;
    const heard = (then: () => void) => {
      if (this.#serial === serial) then();
    };
    this.#schedule(this.#connectMs, () => this.#over('Layer4 timeout'));
    const begunMs = this.#options.loop.nowMs;
    probe.open(spec.http !== null, {
      refused: () => heard(() => this.#over('Layer4 connection problem')),
      connected: () => heard(() => this.#connected(begunMs)),
      answered: (status) => heard(() => this.#answered(status)),
    });
  }

  /** With `timeout check`, and only then, `timeout connect` counts too. */
  get #connectMs(): number {
    const { spec, connectTimeoutMs } = this.#options;
    return spec.timeoutMs === null || connectTimeoutMs === null
      ? spec.intervalMs
      : Math.min(spec.intervalMs, connectTimeoutMs);
  }

  #connected(begunMs: number): void {
    const { loop, spec } = this.#options;
    if (spec.http === null) {
      this.#passed('Layer4 check passed');
      return;
    }
    // Without `timeout check` the whole check may take `inter`; with it the longer of the two.
    const untilMs = begunMs + Math.max(spec.intervalMs, spec.timeoutMs ?? 0);
    this.#schedule(untilMs - loop.nowMs, () => this.#over('Layer7 timeout'));
  }

  #answered(status: number): void {
    const http = this.#options.spec.http!;
    if (http.disableOn404 && status === notFound && this.#state !== 'down')
      this.#passed('Layer7 check conditionally passed', 'stopping');
    else if (passes(status, http)) this.#passed('Layer7 check passed');
    else this.#over('Layer7 wrong status');
  }

  #passed(reason: string, state: HealthState = 'up'): void {
    this.#health.passed();
    this.#observed?.forget();
    this.#next();
    if (this.#health.up) this.#become(state, reason);
  }

  /** It has failed. */
  #over(reason: string): void {
    this.#failed(reason, () => this.#next());
  }

  #failed(reason: string, then = () => {}): void {
    this.#health.failed();
    this.#options.checkFailed();
    then();
    if (!this.#health.up) this.#become('down', reason);
  }

  #become(state: HealthState, reason: string): void {
    if (state === this.#state || this.#paused) return;
    this.#state = state;
    this.#options.changed(state, reason);
  }

  #next(): void {
    this.#serial++;
    const { spreadPercent, seed } = this.#options;
    const { intervalMs } = this.#health;
    const spread = spreadPercent === 0 ? 0 : (spreadPercent / percent) * (1 - 2 * hashedUniform(seed, this.#checks));
    this.#schedule(intervalMs * (1 + spread), () => this.#due());
  }

  #schedule(delayMs: number, action: () => void): void {
    const { loop } = this.#options;
    if (this.#timer >= 0) loop.cancel(this.#timer);
    this.#timerMs = loop.nowMs + delayMs;
    this.#timer = loop.call(delayMs, action);
  }
}

function passes(status: number, { statuses, negated }: HttpCheck): boolean {
  return statuses.some(({ from, to }) => status >= from && status <= to) !== negated;
}
