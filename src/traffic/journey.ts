import type { EventLoop, Handler } from '../kernel/event-loop.ts';
import { outcome } from '../metrics/outcome.ts';
import type { ClientPool } from './connection/client-pool.ts';
import type { ConnectionTable } from './connection/connection-table.ts';
import { KeptWay, type PlainWay } from './connection/kept-way.ts';
import { DeadlineQueue } from './deadline-queue.ts';
import type { HopLog } from './hop-log.ts';
import type { AttemptOwner, Caller, Door, EntryPoint } from './journey-parties.ts';
import type { Mesh } from './mesh/mesh.ts';
import type { Network } from './network.ts';
import type { RequestContents } from './request/request-contents.ts';
import type { RequestTable } from './request-table.ts';
import type { StationOutlet, Stations } from './station/stations.ts';
import type { NodeHandle, TaskHandle } from './traffic-options.ts';

const none = -1;
/** Made up: a balancer stands on a machine of its own, 172.31.255.254. */
const balancerAddress = 0xac1ffffe;

export interface JourneyOptions {
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly hops: HopLog;
  readonly network: Network;
  readonly mesh: Mesh;
  /** By `requests.caller`. */
  readonly callers: readonly Caller[];
  /** By client. */
  readonly entries: readonly EntryPoint[];
  /** By `requests.backend`. */
  readonly backends: readonly AttemptOwner[];
  /** By `requests.door`. */
  readonly doors: readonly Door[];
  /** 1 = the machine is on the network, by node. */
  readonly alive: Uint8Array;
  /** `null` = nobody keeps any. */
  readonly connections: ConnectionTable | null;
  /** By client; `null` = it keeps no connections. */
  readonly pools: readonly (ClientPool | null)[];
  readonly contents: RequestContents;
}

/** Where a hop ends: at the target that its client asks, a node, a task; on the way back at the balancer, at the client. */
const step = { entry: 0, node: 1, task: 2, balancer: 3, client: 4 } as const;
/** Bits for a step in what an event carries; above them is the attempt whose hop it is. */
const stepBits = 3;
const stepMask = 2 ** stepBits - 1;

/**
 * A request's way: client → (balancer →) node → task and back. Each method is one step, taken at once where the hop before it
 * takes no time, else by an event. All steps are events of one handler: most events of a run are hops.
 *
 * A connection that is not kept is not charged a round trip of its own: the request travels with it. One that is kept takes its
 * round trips when it is opened; then requests follow it to its task. The way back is one hop to the balancer
 * or client, the overlay's latency included.
 */
export class Journey implements Handler, StationOutlet, PlainWay {
  stations!: Stations;
  /** `null` = nobody keeps any connections. */
  readonly kept: KeptWay | null;
  /** Of traced requests. */
  readonly hops: HopLog;
  readonly #tracing: boolean;
  readonly #loop: EventLoop;
  readonly #network: Network;
  readonly #mesh: Mesh;
  readonly #callers: readonly Caller[];
  readonly #entries: readonly EntryPoint[];
  readonly #backends: readonly AttemptOwner[];
  readonly #doors: readonly Door[];
  readonly #alive: Uint8Array;
  readonly #connections: ConnectionTable | null;
  readonly #pools: readonly (ClientPool | null)[];
  readonly #contents: RequestContents;
  readonly #requests: RequestTable;
  /** Those who wait for a machine that is gone, with nobody who would give up earlier. */
  readonly #silence: DeadlineQueue;

  constructor(options: JourneyOptions) {
    this.#loop = options.loop;
    this.#network = options.network;
    this.#mesh = options.mesh;
    this.#callers = options.callers;
    this.#entries = options.entries;
    this.#backends = options.backends;
    this.#doors = options.doors;
    this.#alive = options.alive;
    const { connections } = options;
    this.#connections = connections;
    this.kept = connections === null ? null : new KeptWay({ ...options, connections, way: this });
    this.#pools = options.pools;
    this.#contents = options.contents;
    this.#requests = options.requests;
    this.hops = options.hops;
    this.#tracing = options.hops.inUse;
    this.#silence = new DeadlineQueue(options.loop, options.network.connectTimeoutMs, {
      isWaiting: (slot, generation) => this.#requests.generation[slot] === generation,
      expired: (slot, nowMs) => this.#giveUpSilence(slot, nowMs),
    });
  }

  /** A hop ends. Those of an attempt that was given up meanwhile lead nowhere. */
  fire(slot: number, what: number, nowMs: number): void {
    const where = what & stepMask;
    if (where === step.client) this.deliver(slot, nowMs);
    else if (where === step.entry) this.#entry(slot).enter(slot, nowMs);
    else if (this.#of(slot, where) !== what) return;
    else if (where === step.balancer) this.#atBalancerAgain(slot, nowMs);
    else if (where === step.node) this.reachNode(slot, this.#requests.entryNode[slot]!, nowMs);
    else this.#reachTask(slot, this.#requests.task[slot]!, nowMs);
  }

  /** A step of the attempt that is being made. */
  #of(slot: number, where: number): number {
    return (this.#requests.attempt[slot]! << stepBits) | where;
  }

  // ------------------------------------------------- the way there

  /** From the client to where its target is: a hop of the client's. */
  depart(slot: number, nowMs: number): void {
    if (this.#tracing && this.#requests.traced[slot] !== 0) this.hops.leaves(slot, nowMs);
    const entry = this.#entry(slot);
    const ms = entry.local ? 0 : this.#network.clientMs(slot, this.#requests);
    if (ms === 0) entry.enter(slot, nowMs);
    else this.#loop.at(nowMs + ms, this, slot, step.entry);
  }

  /** From a balancer to a node's port. */
  forward(slot: number, node: NodeHandle, portIndex: number, nowMs: number): void {
    const requests = this.#requests;
    requests.sentMs[slot] = nowMs;
    if (this.#tracing && requests.traced[slot] !== 0) this.hops.sent(slot, node, nowMs);
    requests.port[slot] = portIndex;
    requests.entryNode[slot] = node;
    requests.task[slot] = none;
    const ms = this.#network.balancerMs(slot, node, requests);
    if (ms === 0) this.reachNode(slot, node, nowMs);
    else this.#loop.at(nowMs + ms, this, slot, this.#of(slot, step.node));
  }

  /** From a balancer straight to a task's own address: over the overlay, past all nodes' ports. */
  forwardToTask(slot: number, task: TaskHandle, nowMs: number): void {
    const requests = this.#requests;
    requests.sentMs[slot] = nowMs;
    requests.entryNode[slot] = none;
    requests.task[slot] = none;
    this.toTask(slot, task, none, nowMs);
  }

  /** At a node, on the port `requests.port`. */
  reachNode(slot: number, node: NodeHandle, nowMs: number): void {
    const requests = this.#requests;
    requests.entryNode[slot] = node;
    if (this.#tracing && requests.traced[slot] !== 0) this.hops.atNode(slot, node, nowMs);
    if (this.#alive[node] === 0) {
      this.#unheard(slot, nowMs);
      return;
    }
    if (this.kept !== null && requests.connection[slot]! >= 0) {
      this.kept.enterMesh(slot, node, nowMs);
      return;
    }
    if (this.#mesh.hashes) this.describe(slot);
    const task = this.#mesh.taskAt(node, requests.port[slot]!, nowMs);
    if (this.#mesh.counts) requests.counted[slot] = task < 0 ? 0 : 1;
    if (task < 0) this.refuse(slot, -task, nowMs);
    else this.toTask(slot, task, node, nowMs);
  }

  /** What the mesh sees of it. A balancer's connections come from the balancer. */
  describe(slot: number): void {
    const throughBalancer = this.#requests.backend[slot]! >= 0;
    this.#mesh.packet.source = throughBalancer ? balancerAddress : this.#contents.to(slot).source;
  }

  /** From a node (−1 = none, the client or balancer is in the overlay network itself) to a task. */
  toTask(slot: number, task: TaskHandle, from: NodeHandle, nowMs: number): void {
    const node = this.stations.nodeOf(task);
    if (node === from) {
      this.#reachTask(slot, task, nowMs);
      return;
    }
    const requests = this.#requests;
    const ms = this.#network.overlayMs(slot, from, node, requests);
    requests.task[slot] = task;
    if (ms === 0) this.#reachTask(slot, task, nowMs);
    else this.#loop.at(nowMs + ms, this, slot, this.#of(slot, step.task));
  }

  #reachTask(slot: number, task: TaskHandle, nowMs: number): void {
    const requests = this.#requests;
    requests.task[slot] = task;
    if (this.#tracing && requests.traced[slot] !== 0) this.hops.atTask(slot, task, nowMs);
    if (this.#alive[this.stations.nodeOf(task)] === 0) {
      this.#unheard(slot, nowMs);
      return;
    }
    if (this.kept !== null && requests.connection[slot]! >= 0) {
      this.kept.reachTask(slot, task, nowMs);
      return;
    }
    const taken = requests.ended[slot] === 2 ? outcome.reset : this.stations.offer(slot, task, nowMs);
    if (taken !== outcome.ok) this.refuse(slot, taken, nowMs);
    else if (requests.backend[slot]! >= 0) this.#backend(slot).connected(slot, nowMs);
  }

  // ------------------------------------------------- for those on a kept connection

  /** A balancer's backend is told that a task has accepted it. */
  connected(slot: number, nowMs: number): void {
    this.#backend(slot).connected(slot, nowMs);
  }

  atTaskAfter(slot: number, ms: number, nowMs: number): void {
    this.#loop.at(nowMs + ms, this, slot, this.#of(slot, step.task));
  }

  enterAfter(slot: number, ms: number, nowMs: number): void {
    if (ms === 0) this.#entry(slot).enter(slot, nowMs);
    else this.#loop.at(nowMs + ms, this, slot, step.entry);
  }

  // ------------------------------------------------- what a task does

  served(slot: number, nowMs: number): void {
    if (this.#mesh.counts) this.#uncount(slot, nowMs);
    if (this.#requests.answered[slot] === 1) return;
    this.#requests.outcome[slot] = outcome.ok;
    this.#back(slot, nowMs);
  }

  erred(slot: number, nowMs: number): void {
    if (this.#mesh.counts) this.#uncount(slot, nowMs);
    if (this.#requests.answered[slot] === 1) return;
    this.#requests.outcome[slot] = outcome.other;
    this.#back(slot, nowMs);
  }

  cut(slot: number, nowMs: number): void {
    if (this.#mesh.counts) this.#uncount(slot, nowMs);
    if (this.#requests.answered[slot] === 1) return;
    this.#requests.outcome[slot] = outcome.reset;
    this.#back(slot, nowMs);
  }

  vanished(slot: number, nowMs: number): void {
    if (this.#requests.answered[slot] === 1) return;
    this.#requests.outcome[slot] = outcome.reset;
    this.#wait(slot, nowMs);
  }

  // ------------------------------------------------- the way back

  /** From a balancer that has an answer to the client. */
  reply(slot: number, nowMs: number): void {
    this.#requests.answered[slot] = 1;
    if (this.#tracing && this.#requests.traced[slot] !== 0) this.hops.back(slot, false, nowMs);
    const door = this.#requests.door[slot]!;
    if (door >= 0) this.#doors[door]!.left(nowMs);
    const ms = this.#network.clientMs(slot, this.#requests);
    if (ms === 0) this.deliver(slot, nowMs);
    else this.#loop.at(nowMs + ms, this, slot, step.client);
  }

  /** The answer is there, if its client still waits. */
  deliver(slot: number, nowMs: number): void {
    const requests = this.#requests;
    const connection = this.#connections === null ? none : requests.clientConnection[slot]!;
    if (requests.ended[slot] !== 0) {
      if (connection >= 0) this.#connections!.forget(connection);
      if (this.#tracing && requests.traced[slot] !== 0) this.hops.close(slot, nowMs);
      requests.release(slot);
      return;
    }
    if (this.#tracing && requests.traced[slot] !== 0) this.hops.close(slot, nowMs);
    requests.ended[slot] = 1;
    if (connection >= 0) this.#pool(slot).answered(connection, requests.outcome[slot]!, requests.status[slot]!, nowMs);
    this.#caller(slot).ended(slot, requests.outcome[slot]!, nowMs);
    requests.releaseBoth(slot);
  }

  /** Its client does not wait any longer; what it caused goes on. */
  abandon(slot: number, nowMs: number): void {
    if (this.#tracing && this.#requests.traced[slot] !== 0) this.hops.close(slot, nowMs);
    this.#requests.ended[slot] = 1;
    if (this.#requests.backend[slot]! >= 0) this.#backend(slot).clientGone(slot, nowMs);
    const connection = this.#connections === null ? none : this.#requests.clientConnection[slot]!;
    if (connection >= 0) this.#pool(slot).abandoned(connection, nowMs);
    this.#caller(slot).ended(slot, outcome.timeout, nowMs);
    this.#requests.release(slot);
  }

  /** As `abandon`, and what it caused is withdrawn: at once from a task, on arrival there if it is on the way. */
  cancel(slot: number, nowMs: number): void {
    this.abandon(slot, nowMs);
    if (this.#requests.atTask[slot] === 1) this.stations.withdraw(slot, nowMs);
    else this.#requests.ended[slot] = 2;
  }

  /** Its balancer closes the connection of an attempt that a task holds: the task drops the work. */
  dropAttempt(slot: number, nowMs: number): void {
    if (this.#requests.atTask[slot] === 0) return;
    // Nobody listens to what the task says of it.
    this.#requests.answered[slot] = 1;
    this.stations.withdraw(slot, nowMs);
    this.#requests.answered[slot] = 0;
  }

  /** Where it is now, the connection is refused. */
  refuse(slot: number, outcomeIndex: number, nowMs: number): void {
    if (this.#mesh.counts) this.#uncount(slot, nowMs);
    this.#requests.outcome[slot] = outcomeIndex;
    this.#back(slot, nowMs);
  }

  /** Its own connection through the mesh is closed. */
  #uncount(slot: number, nowMs: number): void {
    const requests = this.#requests;
    if (requests.counted[slot] === 0) return;
    requests.counted[slot] = 0;
    const task = requests.task[slot]!;
    const node = requests.entryNode[slot]!;
    if (this.#entry(slot).local) {
      const viewer = node >= 0 ? node : this.#mesh.viewerOf(requests.client[slot]!);
      this.#mesh.closedInside(task, viewer, nowMs);
    } else this.#mesh.closed(task, node, requests.port[slot]!, nowMs);
  }

  #back(slot: number, nowMs: number): void {
    const requests = this.#requests;
    const network = this.#network;
    const loop = this.#loop;
    const alive = this.#alive;
    if (this.#tracing && requests.traced[slot] !== 0)
      this.hops.back(slot, requests.outcome[slot] === outcome.ok, nowMs);
    const entry = requests.entryNode[slot]!;
    const task = requests.task[slot]!;
    const node = task >= 0 ? this.stations.nodeOf(task) : entry;
    // The answer goes from the task's node through the one by which the request came (NAT mode): if one of them is off the network, nowhere.
    if ((entry >= 0 && alive[entry] === 0) || (node >= 0 && alive[node] === 0)) {
      this.#wait(slot, nowMs);
      return;
    }
    const throughBalancer = requests.backend[slot]! >= 0;
    let ms = node === entry ? 0 : network.overlayMs(slot, entry, node, requests);
    if (throughBalancer) {
      if (entry >= 0) ms += network.balancerMs(slot, entry, requests);
      if (ms === 0) this.#atBalancerAgain(slot, nowMs);
      else loop.at(nowMs + ms, this, slot, this.#of(slot, step.balancer));
      return;
    }
    if (!this.#entry(slot).local) ms += network.clientMs(slot, requests);
    if (ms === 0) this.deliver(slot, nowMs);
    else loop.at(nowMs + ms, this, slot, step.client);
  }

  // ------------------------------------------------- silence

  /** Nobody is there to take the connection. A balancer's own timer runs. */
  #unheard(slot: number, nowMs: number): void {
    this.#requests.outcome[slot] = outcome.timeout;
    const waitsForAnswer = this.#connections !== null && this.#requests.connected[slot] === 1;
    if (waitsForAnswer && this.#requests.backend[slot]! >= 0) this.#wait(slot, nowMs);
    else if (this.#requests.backend[slot]! < 0) this.#silence.push(slot, this.#requests.generation[slot]!, nowMs);
  }

  /** The connection was there, and nothing comes any more. Whoever set no timeout is told by its kernel, in the end. */
  #wait(slot: number, nowMs: number): void {
    if (this.#requests.backend[slot]! >= 0 && this.#backend(slot).watches(slot)) return;
    if (this.#requests.outcome[slot] !== outcome.timeout) this.#requests.outcome[slot] = outcome.reset;
    this.#silence.push(slot, this.#requests.generation[slot]!, nowMs);
  }

  #giveUpSilence(slot: number, nowMs: number): void {
    if (this.#requests.backend[slot]! >= 0) this.#atBalancerAgain(slot, nowMs);
    else this.deliver(slot, nowMs);
  }

  #atBalancerAgain(slot: number, nowMs: number): void {
    const requests = this.#requests;
    const backend = this.#backend(slot);
    if (this.#tracing && requests.traced[slot] !== 0) this.hops.atBalancer(slot, backend.spec.name, nowMs);
    backend.attemptEnded(slot, nowMs);
  }

  #caller(slot: number): Caller {
    return this.#callers[this.#requests.caller[slot]!]!;
  }

  #pool(slot: number): ClientPool {
    return this.#pools[this.#requests.client[slot]!]!;
  }

  #entry(slot: number): EntryPoint {
    return this.#entries[this.#requests.client[slot]!]!;
  }

  #backend(slot: number): AttemptOwner {
    return this.#backends[this.#requests.backend[slot]!]!;
  }
}
