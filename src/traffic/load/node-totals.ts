import type { Stations } from '../station/stations.ts';
import type { NodeLoad, TrafficNode } from '../traffic-options.ts';

/** Each node's load since the count began: that of the run, or after its warm-up. */
export class NodeTotals {
  readonly #stations: Stations;
  readonly #nodes: readonly TrafficNode[];
  #fromMs = 0;
  #before: readonly NodeSums[] = [];

  constructor(stations: Stations, nodes: readonly TrafficNode[], nowMs: number) {
    this.#stations = stations;
    this.#nodes = nodes;
    this.begin(nowMs);
  }

  /** The count begins anew. */
  begin(nowMs: number): void {
    this.#fromMs = nowMs;
    this.#before = nodeSums(this.#stations, this.#nodes.length, nowMs);
  }

  /** By node; all 0 at the instant at which the count begins. */
  until(nowMs: number): NodeLoad[] {
    const lengthMs = nowMs - this.#fromMs;
    return nodeSums(this.#stations, this.#nodes.length, nowMs).map((now, node) => {
      const before = this.#before[node]!;
      if (lengthMs === 0) return { cpu_busy: 0, in_flight: 0, requests: 0 };
      return {
        cpu_busy: (now.busyMs - before.busyMs) / (lengthMs * this.#nodes[node]!.cpus),
        in_flight: (now.heldMs - before.heldMs) / lengthMs,
        requests: now.requests - before.requests,
      };
    });
  }
}

/** What all tasks that a node ever had did, since the start. */
interface NodeSums {
  readonly busyMs: number;
  readonly heldMs: number;
  readonly requests: number;
}

function nodeSums(stations: Stations, nodes: number, nowMs: number): NodeSums[] {
  const sums = Array.from({ length: nodes }, (_, node) => ({
    busyMs: stations.busy.area(node, nowMs),
    heldMs: 0,
    requests: 0,
  }));
  stations.all.forEach((station, task) => {
    const sum = sums[station.description.node]!;
    sum.heldMs += stations.inFlight.area(task, nowMs);
    sum.requests += station.answered + station.failed;
  });
  return sums;
}
