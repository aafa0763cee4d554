import type { HealthCheck } from './health-check.ts';

/** A container as its health check sees it. */
export interface ProbedContainer {
  /** How long a probe takes, in ms. */
  readonly probeMs: number;
  /** Calls back later, unless the container has ended by then. */
  later(delayMs: number, action: () => void): void;
  /** `hangs`: a probe gets no answer. */
  look(): 'answers' | 'refuses' | 'hangs';
  tell(state: 'healthy' | 'unhealthy'): void;
}

/** The probes of one container, from its start on until it ends. Source: moby `daemon/health.go`. */
export class HealthProbe {
  readonly #check: HealthCheck;
  readonly #container: ProbedContainer;
  #state: 'starting' | 'healthy' | 'unhealthy' = 'starting';
  /** Failures in a row that count. */
  #streak = 0;
  /** Since the container's start. */
  #sinceStartMs = 0;

  constructor(check: HealthCheck, container: ProbedContainer) {
    this.#check = check;
    this.#container = container;
    this.#wait();
  }

  #wait(): void {
    const { intervalMs, timeoutMs } = this.#check;
    const { probeMs } = this.#container;
    this.#container.later(intervalMs + Math.min(probeMs, timeoutMs), () => {
      const beganMs = this.#sinceStartMs + intervalMs;
      const hangs = this.#container.look() === 'hangs';
      const takesMs = hangs ? timeoutMs : Math.min(probeMs, timeoutMs);
      const ended = () => {
        this.#sinceStartMs = beganMs + takesMs;
        if (!hangs && probeMs <= timeoutMs && this.#passes()) this.#passed();
        else this.#failed(beganMs);
        this.#wait();
      };
      if (hangs) this.#container.later(timeoutMs - Math.min(probeMs, timeoutMs), ended);
      else ended();
    });
  }

  #passes(): boolean {
    const { verdict } = this.#check;
    return verdict === 'as it is' ? this.#container.look() === 'answers' : verdict === 'passes';
  }

  #passed(): void {
    this.#streak = 0;
    this.#become('healthy');
  }

  #failed(beganMs: number): void {
    if (this.#state === 'starting' && beganMs < this.#check.startPeriodMs) return;
    this.#streak++;
    if (this.#streak >= this.#check.retries) this.#become('unhealthy');
  }

  #become(state: 'healthy' | 'unhealthy'): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#container.tell(state);
  }
}
