import type { EventLoop } from '../../../kernel/event-loop.ts';
import { outcome } from '../../../metrics/outcome.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Network } from '../../network.ts';
import type { Stations } from '../../station/stations.ts';
import type { NodeHandle } from '../../traffic-options.ts';
import type { Probe, ProbeListener } from './probe.ts';

export interface ProbeWorld {
  readonly loop: EventLoop;
  readonly network: Network;
  readonly mesh: Mesh;
  readonly stations: Stations;
  readonly alive: Uint8Array;
}

/** What a task that listens answers. */
const ok = 200;

/**
 * Checks of a node's port: connections through the mesh like any other, so that each moves its node's IPVS cursor and tests
 * whichever task it gets. Every task that listens answers a check by HTTP, and that asks for no CPU time.
 */
export class MeshProbe implements Probe {
  readonly #world: ProbeWorld;
  readonly #node: NodeHandle;
  readonly #portIndex: number;
  readonly #seed: number;
  #hops = 0;

  /** `seed` of its latencies. */
  constructor(world: ProbeWorld, node: NodeHandle, portIndex: number, seed: number) {
    this.#world = world;
    this.#node = node;
    this.#portIndex = portIndex;
    this.#seed = seed;
  }

  open(asks: boolean, listener: ProbeListener): void {
    this.#world.loop.call(this.#hopMs('balancer'), () => this.#arrive(asks, listener));
  }

  #arrive(asks: boolean, listener: ProbeListener): void {
    const { loop, mesh, stations, alive } = this.#world;
    if (alive[this.#node] === 0) return;
    const task = mesh.taskAt(this.#node, this.#portIndex, loop.nowMs);
    if (task < 0) {
      loop.call(this.#hopMs('balancer'), () => listener.refused());
      return;
    }
    // A check does not stay.
    if (mesh.counts) mesh.closed(task, this.#node, this.#portIndex, loop.nowMs);
    const taskNode = stations.nodeOf(task);
    if (alive[taskNode] === 0) return;
    const overlayMs = taskNode === this.#node ? 0 : this.#hopMs('overlay') + this.#hopMs('overlay');
    const takes = stations.wouldTake(task) === outcome.ok;
    loop.call(overlayMs + this.#hopMs('balancer'), () => {
      if (!takes) listener.refused();
      else {
        listener.connected();
        if (asks) listener.answered(ok);
      }
    });
  }

  #hopMs(hop: 'balancer' | 'overlay'): number {
    return this.#world.network[hop].msFor(this.#seed, this.#hops++);
  }
}
