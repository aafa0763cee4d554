import type { Stations } from './station/stations.ts';
import type { NodeLoad, TaskLoad, TrafficNode } from './traffic-options.ts';

/** A task's counters at the end of the last interval. */
interface Before {
  answered: number;
  failed: number;
  stayMs: number;
  areaMs: number;
}

const nothing: Readonly<Before> = { answered: 0, failed: 0, stayMs: 0, areaMs: 0 };

/** What nodes and tasks did between one call and the next, from the stations' counters and integrals. */
export class LoadIntervals {
  readonly #stations: Stations;
  readonly #nodes: readonly TrafficNode[];
  readonly #before: Before[] = [];
  readonly #busyBefore: Float64Array;
  readonly #touched = new Set<string>();
  /** Tasks of services that have been asked, ascending, less those that are gone and told of. */
  #watched: number[] = [];
  #asked = 0;
  /** The tasks from this one on are new. */
  #nextTask = 0;
  #fromMs: number;

  constructor(stations: Stations, nodes: readonly TrafficNode[], nowMs: number) {
    this.#stations = stations;
    this.#nodes = nodes;
    this.#busyBefore = new Float64Array(nodes.length);
    this.#fromMs = nowMs;
  }

  get fromMs(): number {
    return this.#fromMs;
  }

  /**
   * Rows of the tasks of services that have been asked at all: those that are there, and those that have gone since the last call.
   * `startMs`: the time of the rows.
   */
  close(nowMs: number, startMs: number): { nodes: NodeLoad[]; tasks: TaskLoad[] } {
    const lengthMs = nowMs - this.#fromMs;
    const areas = new Float64Array(this.#nodes.length);
    const requests = new Float64Array(this.#nodes.length);
    const tasks: TaskLoad[] = [];
    this.#watch();
    for (const task of this.#watched) {
      const row = this.#closeTask(task, nowMs, startMs, lengthMs, areas, requests);
      if (row !== null) tasks.push(row);
    }
    this.#watched = this.#watched.filter((task) => this.#stations.all[task]!.state !== 'gone');
    const nodes = this.#nodes.map(({ cpus }, node) => {
      const area = this.#stations.busy.area(node, nowMs);
      const busy = (area - this.#busyBefore[node]!) / (lengthMs * cpus);
      this.#busyBefore[node] = area;
      return { cpu_busy: busy, in_flight: areas[node]! / lengthMs, requests: requests[node]! };
    });
    this.#fromMs = nowMs;
    return { nodes, tasks };
  }

  /** Most tasks of a large swarm are never asked: they are not even looked at. */
  #watch(): void {
    const { all, asked } = this.#stations;
    if (asked.size !== this.#asked) {
      this.#asked = asked.size;
      this.#nextTask = 0;
      this.#watched = [];
    }
    for (; this.#nextTask < all.length; this.#nextTask++) {
      if (asked.has(all[this.#nextTask]!.description.service)) this.#watched.push(this.#nextTask);
    }
  }

  #closeTask(
    task: number,
    nowMs: number,
    startMs: number,
    lengthMs: number,
    areas: Float64Array,
    requests: Float64Array,
  ): TaskLoad | null {
    const station = this.#stations.all[task]!;
    const before = this.#before[task] ?? nothing;
    const areaMs = this.#stations.inFlight.area(task, nowMs);
    const answered = station.answered - before.answered;
    const errors = station.failed - before.failed;
    const stayMs = station.stayMs - before.stayMs;
    const held = areaMs - before.areaMs;
    const ended = answered + errors;
    const idle = ended === 0 && held === 0;
    if (station.state === 'gone' && idle) return null;
    const { id, service, slot, node } = station.description;
    if (!idle) {
      this.#before[task] = { answered: station.answered, failed: station.failed, stayMs: station.stayMs, areaMs };
      areas[node]! += held;
      requests[node]! += ended;
      this.#touched.add(service);
    }
    if (station.demand === null || !this.#touched.has(service)) return null;
    return {
      time_s: startMs / 1000,
      task: id,
      service,
      slot,
      node: this.#nodes[node]!.name,
      requests: ended,
      errors,
      in_flight: held / lengthMs,
      mean_ms: ended === 0 ? null : stayMs / ended,
    };
  }
}

/** What all tasks that a node ever had did, since the start. */
export interface NodeSums {
  readonly busyMs: number;
  readonly heldMs: number;
  readonly requests: number;
}

export function nodeSums(stations: Stations, nodes: number, nowMs: number): NodeSums[] {
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
