import type { TaskHandle } from '../traffic-options.ts';
import { Lingering } from './lingering.ts';
import { type SchedulerName, schedulers } from './schedulers/catalogue.ts';
import { type DestinationList, type IpvsScheduler, nobody, type Packet } from './schedulers/scheduler.ts';

/** What a table's service says of its tasks. */
export interface TableSettings {
  readonly scheduler: SchedulerName;
  /** Of a task while it takes connections. Docker's are all 1. */
  weightOf(task: TaskHandle): number;
}

/** Connections of one destination. */
class ConnectionCount {
  active = 0;
  readonly lingering = new Lingering();
}

const noPlaces = new Int32Array(0);
/** Made up. */
const firstAddress = 0x0a000003;

/** Of a task in its overlay network. */
export function overlayAddress(task: TaskHandle): number {
  return firstAddress + task;
}

/**
 * One node's IPVS service (linux: net/netfilter/ipvs/ip_vs_ctl.c): a list of destinations, and a scheduler. A new destination is
 * put at the head of the list. The list is as small as can be, since there may be one for each node and service; those that
 * nothing happened to share one.
 */
export class IpvsTable implements DestinationList {
  length = 0;
  /** From the list's head: the task, or its complement if its weight is 0. */
  #places = noPlaces;
  #shared = false;
  #eligible = 0;
  readonly #settings: TableSettings;
  readonly #scheduler: IpvsScheduler;
  /** By task; `null` = the scheduler does not ask for them. */
  readonly #counts: Map<TaskHandle, ConnectionCount> | null;
  #nowMs = 0;

  constructor(settings: TableSettings) {
    this.#settings = settings;
    const { make, counts } = schedulers[settings.scheduler];
    this.#scheduler = make();
    this.#counts = counts ? new Map() : null;
  }

  /** A table with the same list. */
  copy(): IpvsTable {
    const copy = new IpvsTable(this.#settings);
    copy.length = this.length;
    copy.#places = this.#places;
    copy.#eligible = this.#eligible;
    copy.#shared = true;
    this.#shared = true;
    return copy;
  }

  /** Destinations with a weight. */
  get eligible(): number {
    return this.#eligible;
  }

  /** It has a destination, whatever its weight. */
  has(task: TaskHandle): boolean {
    return this.#positionOf(task) !== nobody;
  }

  /** No effect if it is there already, whatever its weight (EEXIST is ignored by libnetwork). */
  add(task: TaskHandle): void {
    if (this.has(task)) return;
    const old = this.#places;
    if (this.#shared || this.length === old.length) {
      this.#places = new Int32Array(this.length + 1 + (this.length >> 2));
      this.#shared = false;
    }
    this.#places.set(old.subarray(0, this.length), 1);
    this.#places[0] = task;
    this.length++;
    this.#eligible++;
    this.#scheduler.added();
  }

  /** Weight 0: no new connections. */
  disable(task: TaskHandle): void {
    const position = this.#positionOf(task);
    if (position === nobody || this.#places[position]! < 0) return;
    this.#own();
    this.#places[position] = ~task;
    this.#eligible--;
    this.#scheduler.reweighted();
  }

  delete(task: TaskHandle): void {
    const position = this.#positionOf(task);
    if (position === nobody) return;
    this.#own();
    if (this.#places[position]! >= 0) this.#eligible--;
    this.#places.copyWithin(position, position + 1, this.length);
    this.length--;
    this.#counts?.delete(task);
    this.#scheduler.removed(position);
  }

  /** The task for one more connection, −1 if there is none. */
  schedule(packet: Packet, nowMs: number): TaskHandle {
    this.#nowMs = nowMs;
    const position = this.#scheduler.schedule(this, packet);
    if (position === nobody) return nobody;
    const task = this.#places[position]!;
    if (this.#counts !== null) this.#countOf(this.#counts, task).active++;
    return task;
  }

  /** A connection to the task is closed. Nothing to be told of those that nobody counts. */
  closed(task: TaskHandle, nowMs: number): void {
    const count = this.#counts?.get(task);
    if (count === undefined || count.active === 0) return;
    count.active--;
    count.lingering.add(nowMs);
  }

  /** The eligible task at this position of the list, from 0; −1 beyond its end. Leaves the scheduler alone. */
  eligibleAt(position: number): TaskHandle {
    let left = position;
    for (let place = 0; place < this.length; place++) {
      if (this.#places[place]! >= 0 && left-- === 0) return this.#places[place]!;
    }
    return nobody;
  }

  // ------------------------------------------------- as the scheduler sees it

  takes(position: number): boolean {
    return this.#places[position]! >= 0;
  }

  weight(position: number): number {
    const task = this.#places[position]!;
    return task < 0 ? 0 : this.#settings.weightOf(task);
  }

  lastWeight(position: number): number {
    return this.#settings.weightOf(this.#taskAt(position));
  }

  address(position: number): number {
    return overlayAddress(this.#taskAt(position));
  }

  active(position: number): number {
    return this.#counts?.get(this.#taskAt(position))?.active ?? 0;
  }

  inactive(position: number): number {
    return this.#counts?.get(this.#taskAt(position))?.lingering.count(this.#nowMs) ?? 0;
  }

  #taskAt(position: number): TaskHandle {
    const task = this.#places[position]!;
    return task < 0 ? ~task : task;
  }

  #positionOf(task: TaskHandle): number {
    const places = this.#places;
    for (let position = 0; position < this.length; position++) {
      if (places[position] === task || places[position] === ~task) return position;
    }
    return nobody;
  }

  #countOf(counts: Map<TaskHandle, ConnectionCount>, task: TaskHandle): ConnectionCount {
    let count = counts.get(task);
    if (count === undefined) {
      count = new ConnectionCount();
      counts.set(task, count);
    }
    return count;
  }

  /** The list is this table's own from now on. */
  #own(): void {
    if (!this.#shared) return;
    this.#places = this.#places.slice(0, this.length);
    this.#shared = false;
  }
}
