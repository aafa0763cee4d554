import type { RequestTable } from './request-table.ts';
import type { Stations } from './station/stations.ts';
import type { HopRecord, NodeHandle, TaskHandle, TrafficNode } from './traffic-options.ts';

/** A value of `requests.traced`: it is an attempt of a traced request, its `origin`. */
export const tracedAttempt = 2;

/** Memory for the hops of so many requests; those that leave later have none. */
const mostRequests = 100_000;

type Hop = { -readonly [K in keyof HopRecord]: HopRecord[K] };

/** A traced request, while it is on its way. */
export interface Trace {
  /** From 1, in the order in which they leave. */
  readonly request: number;
  /** The request whose task makes this call; `null` = a client of the scenario sent it. */
  readonly parent: number | null;
  readonly hops: Hop[];
  attempts: number;
}

export interface HopLogOptions {
  readonly requests: RequestTable;
  readonly nodes: readonly TrafficNode[];
  /** Clients from this one on are calls. */
  readonly firstCall: number;
  /** Whether any request may be traced. */
  readonly inUse: boolean;
}

/**
 * The hops of traced requests. A hop begins where the one before it ends; the hops of different attempts may overlap. Whoever
 * marks has looked first whether the request is traced at all: the others must cost nothing.
 */
export class HopLog {
  readonly inUse: boolean;
  stations!: Stations;
  readonly #requests: RequestTable;
  readonly #nodes: readonly TrafficNode[];
  readonly #firstCall: number;
  /** By slot of the request. */
  readonly #traces = new Map<number, Trace>();
  /** By slot of the request: the number of what held it last, as a call may outlive whoever made it. */
  readonly #numbers = new Map<number, number>();
  /** By slot on the wire. */
  readonly #current = new Map<number, Hop>();
  #begun = 0;

  constructor({ requests, nodes, firstCall, inUse }: HopLogOptions) {
    this.inUse = inUse;
    this.#requests = requests;
    this.#nodes = nodes;
    this.#firstCall = firstCall;
  }

  /** It leaves its client, or the task that makes the call. */
  leaves(slot: number, nowMs: number): void {
    const root = this.#rootOf(slot);
    if (this.#requests.ended[root] !== 0) return;
    const trace = this.#traces.get(root) ?? this.#open(root);
    trace.attempts++;
    this.#begin(slot, trace.attempts, 'way there', 'client', nowMs);
  }

  atBalancer(slot: number, balancer: string, nowMs: number): void {
    this.#next(slot, 'balancer', balancer, nowMs);
  }

  sent(slot: number, node: NodeHandle, nowMs: number): void {
    this.#next(slot, 'to node', this.#nodes[node]!.name, nowMs);
  }

  atNode(slot: number, node: NodeHandle, nowMs: number): void {
    this.#next(slot, 'mesh', this.#nodes[node]!.name, nowMs);
  }

  atTask(slot: number, task: TaskHandle, nowMs: number): void {
    this.#next(slot, 'backlog', this.#taskName(task), nowMs);
  }

  /** Its task waits for calls. */
  calls(slot: number, nowMs: number): void {
    this.#serve(slot);
    this.#next(slot, 'calls', this.#whereIs(slot), nowMs);
  }

  /** Its task goes on with it. */
  goesOn(slot: number, nowMs: number): void {
    this.#next(slot, 'service', this.#whereIs(slot), nowMs);
  }

  /** It turns back: served by its task, or not. */
  back(slot: number, served: boolean, nowMs: number): void {
    if (served) this.#serve(slot);
    this.#next(slot, 'way back', this.#whereIs(slot), nowMs);
  }

  /** Nothing more comes of this one on the wire. */
  close(slot: number, nowMs: number): void {
    const hop = this.#current.get(slot);
    if (hop !== undefined) hop.endMs = nowMs;
    this.#current.delete(slot);
  }

  /** A request ends now. */
  take(request: number, nowMs: number): Trace {
    const trace = this.#traces.get(request) ?? this.#open(request);
    this.#traces.delete(request);
    for (const hop of trace.hops) hop.endMs = Math.min(hop.endMs, nowMs);
    return trace;
  }

  #open(root: number): Trace {
    const request = ++this.#begun;
    const isCall = this.#requests.client[root]! >= this.#firstCall;
    const parent = isCall ? (this.#numbers.get(this.#rootOf(this.#requests.origin[root]!)) ?? null) : null;
    const trace: Trace = { request, parent, hops: [], attempts: 0 };
    this.#traces.set(root, trace);
    this.#numbers.set(root, request);
    return trace;
  }

  /** What was not told at once: that its task had begun with it. */
  #serve(slot: number): void {
    if (this.#current.get(slot)?.what !== 'backlog') return;
    this.#next(slot, 'service', this.#whereIs(slot), this.#requests.startedMs[slot]!);
  }

  #next(slot: number, what: string, where: string, nowMs: number): void {
    const before = this.#current.get(slot);
    if (before === undefined || this.#requests.ended[this.#rootOf(slot)] !== 0) return;
    before.endMs = nowMs;
    this.#begin(slot, before.attempt, what, where, nowMs);
  }

  #begin(slot: number, attempt: number, what: string, where: string, nowMs: number): void {
    const hop: Hop = { attempt, what, where, startMs: nowMs, endMs: Number.POSITIVE_INFINITY };
    const trace = this.#traces.get(this.#rootOf(slot))!;
    if (trace.request <= mostRequests) trace.hops.push(hop);
    this.#current.set(slot, hop);
  }

  #rootOf(slot: number): number {
    return this.#requests.traced[slot] === tracedAttempt ? this.#requests.origin[slot]! : slot;
  }

  #whereIs(slot: number): string {
    return this.#current.get(slot)?.where ?? '';
  }

  #taskName(task: TaskHandle): string {
    const { service, slot, node } = this.stations.all[task]!.description;
    return `${service}.${slot > 0 ? slot : this.#nodes[node]!.name}`;
  }
}
