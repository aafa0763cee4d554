import type { Portal } from './balancer/balancer.ts';
import type { ConnectionTable } from './connection/connection-table.ts';
import type { Journey } from './journey.ts';
import type { EntryPoint } from './journey-parties.ts';
import type { Mesh } from './mesh/mesh.ts';
import type { RequestTable } from './request-table.ts';
import type { ServiceTarget } from './spec.ts';
import type { NodeHandle, TaskHandle } from './traffic-options.ts';

const none = -1;

/** A balancer's port. */
export class BalancerEntry implements EntryPoint {
  readonly local = false;
  readonly portal: Portal;
  readonly #requests: RequestTable;
  readonly #journey: Journey;
  readonly #connections: ConnectionTable | null;

  constructor(portal: Portal, requests: RequestTable, journey: Journey, connections: ConnectionTable | null) {
    this.portal = portal;
    this.#requests = requests;
    this.#journey = journey;
    this.#connections = connections;
  }

  enter(slot: number, nowMs: number): void {
    const connections = this.#connections;
    if (connections !== null) {
      const connection = this.#requests.clientConnection[slot]!;
      if (connection >= 0 && connections.isOpening(connection) && this.portal.balancer.isRunning) {
        this.#journey.kept!.openAtBalancer(slot, nowMs);
        return;
      }
    }
    this.portal.balancer.take(slot, this.portal, nowMs);
  }
}

/** One node's port, or the same port of all nodes in turn. */
export class NodeEntry implements EntryPoint {
  readonly local = false;
  readonly #nodes: readonly NodeHandle[];
  readonly #portIndex: number;
  readonly #requests: RequestTable;
  readonly #journey: Journey;
  readonly #connections: ConnectionTable | null;
  #turn = 0;

  constructor(
    nodes: readonly NodeHandle[],
    portIndex: number,
    requests: RequestTable,
    journey: Journey,
    connections: ConnectionTable | null,
  ) {
    this.#nodes = nodes;
    this.#portIndex = portIndex;
    this.#requests = requests;
    this.#journey = journey;
    this.#connections = connections;
  }

  enter(slot: number, nowMs: number): void {
    const known = this.#connections === null ? none : this.#nodeOf(slot, this.#connections);
    if (known !== none) {
      this.#requests.port[slot] = this.#portIndex;
      this.#journey.reachNode(slot, known, nowMs);
      return;
    }
    const node = this.#nodes[this.#turn]!;
    if (++this.#turn === this.#nodes.length) this.#turn = 0;
    this.#requests.port[slot] = this.#portIndex;
    this.#journey.reachNode(slot, node, nowMs);
  }

  /** Where its connection enters, if it has one already. */
  #nodeOf(slot: number, connections: ConnectionTable): NodeHandle {
    const connection = this.#requests.connection[slot]!;
    return connection < 0 ? none : connections.entryNode[connection]!;
  }
}

export interface ServiceEntryOptions {
  readonly target: ServiceTarget;
  readonly client: number;
  readonly mesh: Mesh;
  readonly requests: RequestTable;
  readonly journey: Journey;
  readonly connections: ConnectionTable | null;
}

/** A service's name, asked from inside its network: no hop to a node, but one over the overlay to the task. */
export class ServiceEntry implements EntryPoint {
  readonly local = true;
  readonly #options: ServiceEntryOptions;
  readonly #resolveMs: number;
  /** The address that DNS gave, and when: a task that may be gone. */
  #known: TaskHandle = none;
  #knownSinceMs = 0;

  constructor(options: ServiceEntryOptions) {
    this.#options = options;
    this.#resolveMs = options.target.resolveMs ?? 0;
  }

  enter(slot: number, nowMs: number): void {
    const { requests, connections, journey, mesh, target, client } = this.#options;
    const connection = connections === null ? none : requests.connection[slot]!;
    if (connections !== null && connection >= 0 && !connections.isOpening(connection)) {
      journey.kept!.follow(slot, nowMs);
      return;
    }
    // The seed's first choice is which address DNS gives.
    requests.choices[slot]!++;
    if (mesh.hashes) journey.describe(slot);
    const task = this.#resolve(slot, nowMs);
    if (mesh.counts) requests.counted[slot] = task < 0 || connection >= 0 ? 0 : 1;
    if (task >= 0 && connection >= 0) {
      connections!.lead(connection, task, none, mesh.tablesOf(target.service), mesh.viewerOf(client));
    }
    if (task < 0) journey.refuse(slot, -task, nowMs);
    else journey.toTask(slot, task, none, nowMs);
  }

  #resolve(slot: number, nowMs: number): TaskHandle {
    const { mesh, target, client, requests } = this.#options;
    const { service } = target;
    const seed = requests.choiceSeed[slot]!;
    if (this.#resolveMs === 0 || !mesh.isByDns(service)) return mesh.taskOf(service, client, seed, nowMs);
    if (this.#known === none || nowMs - this.#knownSinceMs >= this.#resolveMs) {
      const found = mesh.taskOf(service, client, seed, nowMs);
      if (found < 0) return found;
      this.#known = found;
      this.#knownSinceMs = nowMs;
    }
    return this.#known;
  }
}
