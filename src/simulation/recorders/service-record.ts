import type { Service } from '../../swarm/objects/service.ts';

/** What is kept of one service, by name: a service that is removed and made again goes on under the same one. */
export class ServiceRecord {
  readonly name: string;
  tasksCreated = 0;
  tasksFailed = 0;
  /** The times are those after the warm-up: how long the service existed… */
  existedMs = 0;
  /** …and for how long fewer processes ran than it wanted: in all, and at most at a stretch. */
  shortMs = 0;
  longestShortMs = 0;
  #latest: Service;
  #removed = false;
  #globalWanted = 0;
  #live = 0;
  #shortSinceMs: number | null = null;
  #accountedToMs: number;

  constructor(service: Service, nowMs: number) {
    this.name = service.spec.name;
    this.#latest = service;
    this.#accountedToMs = nowMs;
  }

  /** As it is, or was when it was removed. */
  get latest(): Service {
    return this.#latest;
  }

  /** Its processes that run, on machines that are up: what is, not what the managers believe. */
  get live(): number {
    return this.#removed ? 0 : this.#live;
  }

  /** An update or a rollback is under way. */
  get updating(): boolean {
    const state = this.#latest.updateStatus?.state;
    return !this.#removed && (state === 'updating' || state === 'rollback_started');
  }

  get paused(): boolean {
    const state = this.#latest.updateStatus?.state;
    return state === 'paused' || state === 'rollback_paused';
  }

  /** All that it wants runs, and nothing else; no update is under way. */
  get inPlace(): boolean {
    return this.#removed || (!this.updating && this.#live === this.#wanted);
  }

  update(service: Service, nowMs: number): void {
    this.account(nowMs);
    if (service.id !== this.#latest.id) {
      this.#live = 0;
      this.#globalWanted = 0;
    }
    this.#latest = service;
    this.#removed = false;
  }

  remove(nowMs: number): void {
    this.account(nowMs);
    this.#removed = true;
    this.#shortSinceMs = null;
  }

  /** Processes that have begun or ended; those of a namesake that was removed do not count. */
  addLive(serviceId: string, step: number, nowMs: number): void {
    if (serviceId !== this.#latest.id) return;
    this.account(nowMs);
    this.#live += step;
  }

  /** Tasks that are to run, more or less: what a global service wants. */
  addWanted(serviceId: string, step: number, nowMs: number): void {
    if (serviceId !== this.#latest.id) return;
    this.account(nowMs);
    this.#globalWanted += step;
  }

  /** The warm-up is over: what was booked so far does not count. */
  startBooks(nowMs: number): void {
    this.account(nowMs);
    this.existedMs = 0;
    this.shortMs = 0;
    this.longestShortMs = 0;
    this.#shortSinceMs = null;
  }

  /** Books the time since the last change of anything that counts. */
  account(nowMs: number): void {
    const passedMs = nowMs - this.#accountedToMs;
    this.#accountedToMs = nowMs;
    if (this.#removed || passedMs === 0) return;
    this.existedMs += passedMs;
    if (this.#live >= this.#wanted) {
      this.#shortSinceMs = null;
      return;
    }
    this.#shortSinceMs ??= nowMs - passedMs;
    this.shortMs += passedMs;
    this.longestShortMs = Math.max(this.longestShortMs, nowMs - this.#shortSinceMs);
  }

  get #wanted(): number {
    const { mode } = this.#latest.spec;
    if (mode.kind === 'replicated') return mode.replicas;
    return mode.kind === 'global' ? this.#globalWanted : 0;
  }
}
