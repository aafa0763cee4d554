import { noServer } from './algorithm.ts';
import type { BackendOptions } from './backend-options.ts';
import type { Discovery } from './discovery.ts';

/** The ways from a backend to its servers: to a port of a machine, or to the task that has the server's place. */
export class ServerRoutes {
  readonly #options: BackendOptions;
  readonly #discovery: Discovery | null;
  #hops = 0;

  /** `discovery`: `null` = its servers stay where they are. */
  constructor(options: BackendOptions, discovery: Discovery | null) {
    this.#options = options;
    this.#discovery = discovery;
  }

  /** Sends the request on its way to the server; false = nobody has the server's place, as a retry may find it. */
  send(slot: number, server: number, nowMs: number): boolean {
    const { journey, requests, addresses } = this.#options;
    if (this.#discovery === null) {
      const { node, portIndex } = addresses[server]!;
      journey.forward(slot, node, portIndex, nowMs);
      return true;
    }
    const task = this.#discovery.taskAt(server);
    if (task >= 0) {
      journey.forwardToTask(slot, task, nowMs);
      return true;
    }
    requests.task[slot] = task;
    requests.sentMs[slot] = nowMs;
    return false;
  }

  /** Of a probe, one way: ms. */
  hopMs(): number {
    const { network, seed } = this.#options;
    const hop = this.#discovery === null ? network.balancer : network.overlay;
    return hop.msFor(seed, this.#hops++);
  }

  /** As a connection would find it; −1 = nobody answers. */
  taskOf(server: number, nowMs: number): number {
    const { mesh, stations, alive, addresses } = this.#options;
    const { node, portIndex } = addresses[server]!;
    const task =
      this.#discovery !== null
        ? this.#discovery.taskAt(server)
        : alive[node] === 0
          ? noServer
          : mesh.taskAt(node, portIndex, nowMs);
    return task >= 0 && alive[stations.nodeOf(task)] === 1 ? task : noServer;
  }
}
