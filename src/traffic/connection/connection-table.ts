import type { EventLoop } from '../../kernel/event-loop.ts';
import { longer } from '../longer.ts';
import type { ServiceTables } from '../mesh/service-tables.ts';
import type { NodeHandle, TaskHandle } from '../traffic-options.ts';

const none = -1;

/** What has become of a TCP connection. */
const connectionState = { free: 0, opening: 1, established: 2, closed: 3 } as const;

/** Who has opened a connection, and keeps it. */
export interface ConnectionOwner {
  /** Its other end has closed it (FIN, RST), while it carried nothing: it is not there any more. */
  endedIdle(connection: number, nowMs: number): void;
}

/**
 * The TCP connections that clients and balancers keep, as a struct of arrays: a connection is a slot number. Slots are reused; the
 * arrays are replaced when they grow: never keep one.
 *
 * IPVS chooses the task of a connection when it is opened; all that it carries later goes there.
 */
export class ConnectionTable {
  capacity = 0;
  state = new Uint8Array(0);
  /** 1 = it carries a request, or is to. */
  busy = new Uint8Array(0);
  /** Requests given to it. */
  uses = new Uint32Array(0);
  openedMs = new Float64Array(0);
  /** Round trips before the first request may travel on it. */
  roundTrips = new Uint8Array(0);
  /** Seed of its source's choice: that of its first request. */
  seed = new Uint32Array(0);
  /** A balancer's: which of its servers. */
  server = new Int32Array(0);
  /** Of a client's connection to a balancer: the balancer's to a server that belongs to it alone; and the other way round. −1 = none. */
  peer = new Int32Array(0);
  /** The node by which it enters the mesh, and the task at its end; −1 = none yet. */
  entryNode = new Int32Array(0);
  task = new Int32Array(0);
  /** Bumped whenever it becomes idle or carries something: tells its armed timer from others. */
  serial = new Uint32Array(0);
  /** Neighbours among its owner's idle ones. */
  nextIdle = new Int32Array(0);
  previousIdle = new Int32Array(0);
  readonly #owners: (ConnectionOwner | null)[] = [];
  /** How often its entry node had booted when it was opened. */
  #boot = new Uint32Array(0);
  /** Neighbours among those of its task. */
  #nextOfTask = new Int32Array(0);
  #previousOfTask = new Int32Array(0);
  readonly #firstOfTask: number[] = [];
  readonly #boots: Uint32Array;
  readonly #loop: EventLoop;
  /** Whose IPVS table knows it: `null` = no table was asked on the way (host port, DNS). */
  readonly #tables: (ServiceTables | null)[] = [];
  #viewer = new Int32Array(0);
  #free = new Int32Array(0);
  #freeCount = 0;

  constructor(nodes: number, loop: EventLoop) {
    this.#loop = loop;
    this.#boots = new Uint32Array(nodes);
  }

  /** A new one, busy with its first request. */
  open(owner: ConnectionOwner, roundTrips: number, seed: number, nowMs: number): number {
    if (this.#freeCount === 0) this.#grow();
    const connection = this.#free[--this.#freeCount]!;
    this.#owners[connection] = owner;
    this.#tables[connection] = null;
    this.state[connection] = connectionState.opening;
    this.busy[connection] = 1;
    this.uses[connection] = 0;
    this.openedMs[connection] = nowMs;
    this.roundTrips[connection] = roundTrips;
    this.seed[connection] = seed;
    this.server[connection] = none;
    this.peer[connection] = none;
    this.entryNode[connection] = none;
    this.task[connection] = none;
    this.serial[connection]!++;
    return connection;
  }

  /** The mesh has chosen its task, by this viewer's table if there is one. */
  lead(connection: number, task: TaskHandle, from: NodeHandle, tables: ServiceTables | null, viewer: number): void {
    this.#leaveTask(connection);
    this.task[connection] = task;
    this.entryNode[connection] = from;
    this.#boot[connection] = from < 0 ? 0 : this.#boots[from]!;
    this.#tables[connection] = tables;
    this.#viewer[connection] = viewer;
    const first = this.#firstOfTask[task] ?? none;
    this.#nextOfTask[connection] = first;
    this.#previousOfTask[connection] = none;
    if (first !== none) this.#previousOfTask[first] = connection;
    this.#firstOfTask[task] = connection;
  }

  /** Whether a packet on it still finds its way: not if its entry node has forgotten it, or its destination was deleted. */
  leads(connection: number, nowMs: number): boolean {
    const entry = this.entryNode[connection]!;
    if (entry >= 0 && this.#boots[entry] !== this.#boot[connection]) return false;
    const tables = this.#tables[connection]!;
    return tables === null || tables.table(this.#viewer[connection]!, nowMs).has(this.task[connection]!);
  }

  isOwnedBy(connection: number, owner: ConnectionOwner): boolean {
    return this.#owners[connection] === owner;
  }

  isOpening(connection: number): boolean {
    return this.state[connection] === connectionState.opening;
  }

  /** Its task, or the balancer, has accepted it. */
  establish(connection: number): void {
    this.state[connection] = connectionState.established;
  }

  isOpen(connection: number): boolean {
    return this.state[connection] === connectionState.established;
  }

  /** No packet travels on it any more. Its slot stays until it is forgotten. */
  close(connection: number): void {
    if (this.state[connection] === connectionState.closed) return;
    this.state[connection] = connectionState.closed;
    const tables = this.#tables[connection] ?? null;
    if (tables !== null) {
      const { nowMs } = this.#loop;
      tables.table(this.#viewer[connection]!, nowMs).closed(this.task[connection]!, nowMs);
    }
    this.#leaveTask(connection);
  }

  /** Closed from its other end. Owners hear of those that carry something with what they carry. */
  end(connection: number, nowMs: number): void {
    if (this.state[connection] === connectionState.closed) return;
    this.close(connection);
    if (this.busy[connection] === 0) this.#owners[connection]!.endedIdle(connection, nowMs);
  }

  /** The slot is free for another one. */
  forget(connection: number): void {
    this.close(connection);
    const peer = this.peer[connection]!;
    if (peer !== none) this.peer[peer] = none;
    this.peer[connection] = none;
    this.state[connection] = connectionState.free;
    this.#owners[connection] = null;
    this.#tables[connection] = null;
    this.serial[connection]!++;
    this.#free[this.#freeCount++] = connection;
  }

  // ------------------------------------------------- what ends connections

  /** Its process is gone: the kernel closes them all. */
  taskEnded(task: TaskHandle, nowMs: number): void {
    for (let first = this.#firstOfTask[task] ?? none; first !== none; first = this.#firstOfTask[task]!) {
      this.end(first, nowMs);
    }
  }

  /** It has booted, and knows no connections any more. */
  nodeBack(node: NodeHandle): void {
    this.#boots[node]!++;
  }

  /** How many lead to a task. */
  countOf(task: TaskHandle): number {
    let count = 0;
    for (let c = this.#firstOfTask[task] ?? none; c !== none; c = this.#nextOfTask[c]!) count++;
    return count;
  }

  /** Slots in use. */
  get inUse(): number {
    return this.capacity - this.#freeCount;
  }

  #leaveTask(connection: number): void {
    const task = this.task[connection]!;
    if (task === none) return;
    const after = this.#nextOfTask[connection]!;
    const before = this.#previousOfTask[connection]!;
    if (before === none) this.#firstOfTask[task] = after;
    else this.#nextOfTask[before] = after;
    if (after !== none) this.#previousOfTask[after] = before;
    this.task[connection] = none;
  }

  #grow(): void {
    const from = this.capacity;
    const to = Math.max(64, 2 * from);
    this.capacity = to;
    this.state = longer(this.state, new Uint8Array(to));
    this.busy = longer(this.busy, new Uint8Array(to));
    this.uses = longer(this.uses, new Uint32Array(to));
    this.openedMs = longer(this.openedMs, new Float64Array(to));
    this.roundTrips = longer(this.roundTrips, new Uint8Array(to));
    this.seed = longer(this.seed, new Uint32Array(to));
    this.server = longer(this.server, new Int32Array(to));
    this.peer = longer(this.peer, new Int32Array(to));
    this.entryNode = longer(this.entryNode, new Int32Array(to));
    this.task = longer(this.task, new Int32Array(to));
    this.serial = longer(this.serial, new Uint32Array(to));
    this.nextIdle = longer(this.nextIdle, new Int32Array(to));
    this.previousIdle = longer(this.previousIdle, new Int32Array(to));
    this.#boot = longer(this.#boot, new Uint32Array(to));
    this.#nextOfTask = longer(this.#nextOfTask, new Int32Array(to));
    this.#previousOfTask = longer(this.#previousOfTask, new Int32Array(to));
    this.#viewer = longer(this.#viewer, new Int32Array(to));
    this.#free = new Int32Array(to);
    for (let slot = to - 1; slot >= from; slot--) this.#free[this.#freeCount++] = slot;
  }
}
