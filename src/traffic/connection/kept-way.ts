import { outcome } from '../../metrics/outcome.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { Network } from '../network.ts';
import type { RequestTable } from '../request-table.ts';
import type { Stations } from '../station/stations.ts';
import type { NodeHandle, TaskHandle } from '../traffic-options.ts';
import type { ConnectionTable } from './connection-table.ts';

/** The steps of a request's way that are the same without a connection. */
export interface PlainWay {
  readonly stations: Stations;
  /** What the mesh sees of it. */
  describe(slot: number): void;
  toTask(slot: number, task: TaskHandle, from: NodeHandle, nowMs: number): void;
  refuse(slot: number, outcomeIndex: number, nowMs: number): void;
  /** Its balancer is told that a task has accepted it. */
  connected(slot: number, nowMs: number): void;
  /** It is at its task, or where it enters, after so long; 0 = at once. */
  atTaskAfter(slot: number, ms: number, nowMs: number): void;
  enterAfter(slot: number, ms: number, nowMs: number): void;
}

export interface KeptWayOptions {
  readonly way: PlainWay;
  readonly requests: RequestTable;
  readonly connections: ConnectionTable;
  readonly network: Network;
  readonly mesh: Mesh;
}

/** The way of a request on a connection that is kept: the first one opens it, later ones follow it to its task. */
export class KeptWay {
  readonly #way: PlainWay;
  readonly #requests: RequestTable;
  readonly #connections: ConnectionTable;
  readonly #network: Network;
  readonly #mesh: Mesh;

  constructor({ way, requests, connections, network, mesh }: KeptWayOptions) {
    this.#way = way;
    this.#requests = requests;
    this.#connections = connections;
    this.#network = network;
    this.#mesh = mesh;
  }

  /** A packet on the request's connection at a node: the first one asks the mesh, later ones follow it. */
  enterMesh(slot: number, node: NodeHandle, nowMs: number): void {
    const connection = this.#requests.connection[slot]!;
    if (!this.#connections.isOpening(connection)) {
      this.follow(slot, nowMs);
      return;
    }
    const port = this.#requests.port[slot]!;
    if (this.#mesh.hashes) this.#way.describe(slot);
    const task = this.#mesh.taskAt(node, port, nowMs);
    if (task < 0) {
      this.#way.refuse(slot, -task, nowMs);
      return;
    }
    this.#connections.lead(connection, task, node, this.#mesh.tablesAt(node, port), node);
    this.#way.toTask(slot, task, node, nowMs);
  }

  /** To where the request's connection leads. */
  follow(slot: number, nowMs: number): void {
    const connections = this.#connections;
    const connection = this.#requests.connection[slot]!;
    if (!connections.isOpen(connection) || !connections.leads(connection, nowMs)) {
      this.#way.refuse(slot, outcome.reset, nowMs);
    } else this.#way.toTask(slot, connections.task[connection]!, connections.entryNode[connection]!, nowMs);
  }

  /** At its task, whose process accepts the connection first if it is a new one. */
  reachTask(slot: number, task: TaskHandle, nowMs: number): void {
    const requests = this.#requests;
    const connections = this.#connections;
    const { stations } = this.#way;
    const connection = requests.connection[slot]!;
    if (connections.isOpening(connection)) {
      const takes = stations.wouldTake(task);
      if (takes !== outcome.ok) {
        this.#way.refuse(slot, takes, nowMs);
        return;
      }
      connections.establish(connection);
      const throughBalancer = requests.backend[slot]! >= 0;
      if (throughBalancer) this.#way.connected(slot, nowMs);
      const ms = this.#handshakeMs(slot, connections.roundTrips[connection]!, throughBalancer);
      if (ms > 0) {
        if (throughBalancer) requests.sentMs[slot]! += ms;
        else requests.handshakeMs[slot]! += ms;
        this.#way.atTaskAfter(slot, ms, nowMs);
        return;
      }
    }
    const canTravel = connections.isOpen(connection) && requests.ended[slot] !== 2;
    const taken = canTravel ? stations.offerOver(slot, task, nowMs) : outcome.reset;
    if (taken !== outcome.ok) this.#way.refuse(slot, taken === outcome.refused ? outcome.reset : taken, nowMs);
  }

  /** At a balancer's port a connection is opened: the request enters after its round trips. */
  openAtBalancer(slot: number, nowMs: number): void {
    const requests = this.#requests;
    const connections = this.#connections;
    const connection = requests.clientConnection[slot]!;
    connections.establish(connection);
    let ms = 0;
    for (let hop = 0; hop < 2 * connections.roundTrips[connection]!; hop++)
      ms += this.#network.clientMs(slot, requests);
    requests.handshakeMs[slot]! += ms;
    this.#way.enterAfter(slot, ms, nowMs);
  }

  /** Round trips from where the connection is opened to its task. */
  #handshakeMs(slot: number, roundTrips: number, throughBalancer: boolean): number {
    const requests = this.#requests;
    const network = this.#network;
    const entry = requests.entryNode[slot]!;
    const node = this.#way.stations.nodeOf(requests.task[slot]!);
    let ms = 0;
    for (let hop = 0; hop < 2 * roundTrips; hop++) {
      if (throughBalancer) ms += network.balancerMs(slot, entry >= 0 ? entry : node, requests);
      else if (entry >= 0) ms += network.clientMs(slot, requests);
      if (node !== entry) ms += network.overlayMs(slot, entry, node, requests);
    }
    return ms;
  }
}
