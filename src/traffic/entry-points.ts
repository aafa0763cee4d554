import type { Portal } from './balancer/balancer.ts';
import type { EntryPoint, Journey } from './journey.ts';
import type { Mesh } from './mesh/mesh.ts';
import type { RequestTable } from './request-table.ts';
import type { NodeHandle } from './traffic-options.ts';

const none = -1;

/** A balancer's port. */
export class BalancerEntry implements EntryPoint {
  readonly local = false;
  readonly portal: Portal;

  constructor(portal: Portal) {
    this.portal = portal;
  }

  enter(slot: number, nowMs: number): void {
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
  #turn = 0;

  constructor(nodes: readonly NodeHandle[], portIndex: number, requests: RequestTable, journey: Journey) {
    this.#nodes = nodes;
    this.#portIndex = portIndex;
    this.#requests = requests;
    this.#journey = journey;
  }

  enter(slot: number, nowMs: number): void {
    const node = this.#nodes[this.#turn]!;
    if (++this.#turn === this.#nodes.length) this.#turn = 0;
    this.#requests.port[slot] = this.#portIndex;
    this.#journey.reachNode(slot, node, nowMs);
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

  constructor(service: string, client: number, mesh: Mesh, requests: RequestTable, journey: Journey) {
    this.#service = service;
    this.#client = client;
    this.#mesh = mesh;
    this.#requests = requests;
    this.#journey = journey;
  }

  enter(slot: number, nowMs: number): void {
    const requests = this.#requests;
    const seed = requests.choiceSeed[slot]!;
    // The seed's first choice is which address DNS gives.
    requests.choices[slot]!++;
    const task = this.#mesh.taskOf(this.#service, this.#client, seed, nowMs);
    if (task < 0) this.#journey.refuse(slot, -task, nowMs);
    else this.#journey.toTask(slot, task, none, nowMs);
  }
}
