import type { CallStages } from '../calls/call-stages.ts';
import { makeQuantile } from '../law/make-quantile.ts';
import type { Quantile } from '../law/quantile.ts';
import type { NodeHandle, TaskDescription } from '../traffic-options.ts';
import type { ColdStartSpec } from './cold-start.ts';
import { Hiccups } from './hiccups.ts';
import type { MemorySpec } from './memory.ts';

const unbounded = 2 ** 31;

/** No request. */
export const none = -1;

export type StationState = 'starting' | 'listening' | 'draining' | 'gone';

/** One task as a queueing station: so many served at once, a bounded backlog before them, first come first served. */
export class Station {
  readonly description: TaskDescription;
  readonly node: NodeHandle;
  /** The number of its service. */
  readonly service: number;
  /** CPU time of a request; `null` = it serves nothing. */
  readonly demand: Quantile | null;
  /** Unbounded is a number that is never reached, so that sums of it stay numbers. */
  readonly concurrency: number;
  readonly backlogLimit: number;
  state: StationState = 'starting';
  serving = 0;
  /** Of those that it has begun: requests that wait for calls of theirs. */
  calling = 0;
  waiting = 0;
  backlogHead = none;
  backlogTail = none;
  servedHead = none;
  onEmpty: (() => void) | null = null;
  /** Since the start: connections taken, requests that left it answered or not, and the time that those spent in it. */
  accepted = 0;
  answered = 0;
  failed = 0;
  stayMs = 0;
  /** CPU time that its requests have needed since the start, with what is still to be done of those under work. */
  workMs = 0;
  /** Time of CPUs that it has used, as far as it is booked, and the work that was done for it. */
  cpuMs = 0;
  bookedWorkMs = 0;
  readonly startedMs: number;
  /** `null` = its requests call nobody. */
  readonly stages: CallStages | null;
  /** `null` = it is as fast as it gets from the beginning. */
  readonly coldStart: ColdStartSpec | null;
  listeningSinceMs = 0;
  /** `null` = it is not looked at. */
  readonly memory: MemorySpec | null;
  /** `null` = it has none. */
  readonly hiccups: Hiccups | null;
  /** A request that calls counts as served meanwhile. */
  readonly holds: boolean;
  goneMs: number | null = null;

  constructor(description: TaskDescription, service: number, stages: CallStages | null, nowMs: number) {
    const { serving } = description;
    this.description = description;
    this.node = description.node;
    this.service = service;
    this.startedMs = nowMs;
    this.demand = serving === null ? null : makeQuantile(serving.demandMs);
    this.concurrency = Math.min(serving?.concurrency ?? 0, unbounded);
    this.backlogLimit = serving?.backlog ?? 0;
    this.stages = stages;
    this.coldStart = serving?.coldStart ?? null;
    this.memory = serving?.memory ?? null;
    this.hiccups = serving?.hiccups === undefined ? null : new Hiccups(serving.hiccups);
    this.holds = serving?.holdsWhileCalling ?? true;
  }

  /** Requests that it can serve at once; Infinity = all. */
  get slots(): number {
    return this.concurrency === unbounded ? Number.POSITIVE_INFINITY : this.concurrency;
  }

  get inFlight(): number {
    return this.serving + this.waiting + (this.holds ? 0 : this.calling);
  }
}
