import type { RequestTable } from './request-table.ts';
import type { Stations } from './station/stations.ts';
import type { HopRecord, NodeHandle, TaskHandle, TrafficNode } from './traffic-options.ts';

/** A value of `requests.traced`: it is an attempt of a traced request, its `origin`. */
export const tracedAttempt = 2;

/** Memory for the hops of so many requests; those that come later have none. */
const mostRequests = 100_000;

type Hop = { -readonly [K in keyof HopRecord]: HopRecord[K] };

/**
 * The hops of traced requests. A hop begins where the one before it ends; the hops of different attempts may overlap. Whoever
 * marks has looked first whether the request is traced at all: the others must cost nothing.
 */
export class HopLog {
  readonly #requests: RequestTable;
  readonly #nodes: readonly TrafficNode[];
  readonly #hops = new Map<number, Hop[]>();
  /** By slot on the wire. */
  readonly #current = new Map<number, Hop>();
  #attempts = new Map<number, number>();
  #begun = 0;
  stations!: Stations;

  constructor(requests: RequestTable, nodes: readonly TrafficNode[]) {
    this.#requests = requests;
    this.#nodes = nodes;
  }

  /** It leaves its client. */
  leaves(slot: number, nowMs: number): void {
    const root = this.#rootOf(slot);
    if (this.#requests.ended[root] !== 0) return;
    if (!this.#hops.has(root)) {
      if (this.#begun === mostRequests) return;
      this.#begun++;
      this.#hops.set(root, []);
      this.#attempts.set(root, 0);
    }
    this.#attempts.set(root, this.#attempts.get(root)! + 1);
    this.#begin(slot, 'way there', 'client', nowMs);
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

  /** It turns back: served by its task, or not. */
  back(slot: number, served: boolean, nowMs: number): void {
    const task = this.#requests.task[slot]!;
    const where = this.#current.get(slot)?.where ?? '';
    if (served) this.#next(slot, 'service', this.#taskName(task), this.#requests.startedMs[slot]!);
    this.#next(slot, 'way back', where, nowMs);
  }

  /** Nothing more comes of this one on the wire. */
  close(slot: number, nowMs: number): void {
    const hop = this.#current.get(slot);
    if (hop !== undefined) hop.endMs = nowMs;
    this.#current.delete(slot);
  }

  /** The hops of a request that ends now. */
  take(request: number, nowMs: number): readonly HopRecord[] {
    const hops = this.#hops.get(request) ?? [];
    this.#hops.delete(request);
    this.#attempts.delete(request);
    for (const hop of hops) hop.endMs = Math.min(hop.endMs, nowMs);
    return hops;
  }

  #next(slot: number, what: string, where: string, nowMs: number): void {
    if (!this.#current.has(slot) || this.#requests.ended[this.#rootOf(slot)] !== 0) return;
    this.#begin(slot, what, where, nowMs);
  }

  #begin(slot: number, what: string, where: string, nowMs: number): void {
    const root = this.#rootOf(slot);
    const before = this.#current.get(slot);
    const attempt = what === 'way there' ? this.#attempts.get(root)! : (before?.attempt ?? 1);
    if (before !== undefined) before.endMs = nowMs;
    const hop: Hop = { attempt, what, where, startMs: nowMs, endMs: Number.POSITIVE_INFINITY };
    this.#hops.get(root)?.push(hop);
    this.#current.set(slot, hop);
  }

  #rootOf(slot: number): number {
    return this.#requests.traced[slot] === tracedAttempt ? this.#requests.origin[slot]! : slot;
  }

  #taskName(task: TaskHandle): string {
    const { service, slot, node } = this.stations.all[task]!.description;
    return `${service}.${slot > 0 ? slot : this.#nodes[node]!.name}`;
  }
}
