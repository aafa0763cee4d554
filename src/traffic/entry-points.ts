import type { Portal } from './balancer/balancer.ts';
import type { ConnectionTable } from './connection/connection-table.ts';
import type { EntryPoint, Journey } from './journey.ts';
import type { Mesh } from './mesh/mesh.ts';
import type { RequestTable } from './request-table.ts';
import type { NodeHandle } from './traffic-options.ts';

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
      if (connection >= 0 && connections.isOpening(connection) && this.portal.balancer.running) {
        this.#journey.openAtBalancer(slot, connections, nowMs);
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

/** A service's name, asked from inside its network: no hop to a node, but one over the overlay to the task. */
export class ServiceEntry implements EntryPoint {
  readonly local = true;
  readonly #service: string;
  readonly #client: number;
  readonly #mesh: Mesh;
  readonly #requests: RequestTable;
  readonly #journey: Journey;
  readonly #connections: ConnectionTable | null;

  constructor(
    service: string,
    client: number,
    mesh: Mesh,
    requests: RequestTable,
    journey: Journey,
    connections: ConnectionTable | null,
  ) {
    this.#service = service;
    this.#client = client;
    this.#mesh = mesh;
    this.#requests = requests;
    this.#journey = journey;
    this.#connections = connections;
  }

  enter(slot: number, nowMs: number): void {
    const requests = this.#requests;
    const connections = this.#connections;
    const connection = connections === null ? none : requests.connection[slot]!;
    if (connections !== null && connection >= 0 && !connections.isOpening(connection)) {
      this.#journey.follow(slot, connections, nowMs);
      return;
    }
    const seed = requests.choiceSeed[slot]!;
    // The seed's first choice is which address DNS gives.
    requests.choices[slot]!++;
    if (this.#mesh.hashes) this.#journey.describe(slot);
    const task = this.#mesh.taskOf(this.#service, this.#client, seed, nowMs);
    if (this.#mesh.counts) requests.counted[slot] = task < 0 || connection >= 0 ? 0 : 1;
    if (task >= 0 && connection >= 0) {
      const tables = this.#mesh.tablesOf(this.#service);
      connections!.lead(connection, task, none, tables, this.#mesh.viewerOf(this.#client));
    }
    if (task < 0) this.#journey.refuse(slot, -task, nowMs);
    else this.#journey.toTask(slot, task, none, nowMs);
  }
}
