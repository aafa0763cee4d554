import type { Stations } from '../station/stations.ts';
import type { BalancerLoad, IntervalLoads, NodeLoad, TaskLoad, TrafficNode } from '../traffic-options.ts';
import type { BalancerQueues, TrafficParts } from '../traffic-parts.ts';
import { slotMs, utilisation } from './service-sums.ts';

/** A task's counters at the end of the last interval. */
interface Before {
  readonly answered: number;
  readonly failed: number;
  readonly stayMs: number;
  readonly areaMs: number;
  readonly backlogMs: number;
  readonly servedMs: number;
}

const nothing: Before = { answered: 0, failed: 0, stayMs: 0, areaMs: 0, backlogMs: 0, servedMs: 0 };

/** What the interval adds up to, of a node or a service. */
interface Sums {
  heldMs: number;
  requests: number;
  backlogMs: number;
  servedMs: number;
  slotMs: number;
}

const noSums = (): Sums => ({ heldMs: 0, requests: 0, backlogMs: 0, servedMs: 0, slotMs: 0 });

/** The key of the interval that goes on among stretches whose greatest values are kept. */
const interval = -1;

/** What nodes, tasks, services and balancers did between one call and the next, from the stations' counters and integrals. */
export class LoadIntervals {
  readonly #stations: Stations;
  readonly #queues: BalancerQueues;
  readonly #balancers: readonly string[];
  /** By balancer. */
  readonly #queuedMs: number[];
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

  constructor({ stations, queues, balancers }: TrafficParts, nodes: readonly TrafficNode[], nowMs: number) {
    this.#stations = stations;
    this.#queues = queues;
    this.#balancers = balancers.map(({ spec }) => spec.name);
    this.#queuedMs = balancers.map(() => 0);
    this.#beginPeaks();
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
  close(nowMs: number, startMs: number): IntervalLoads {
    const lengthMs = nowMs - this.#fromMs;
    const ofNodes = this.#nodes.map(noSums);
    const ofServices = Array.from({ length: this.#stations.services.size }, noSums);
    const tasks: TaskLoad[] = [];
    this.#watch();
    for (const task of this.#watched) {
      const { node, service } = this.#stations.all[task]!;
      const row = this.#closeTask(task, nowMs, startMs, [ofNodes[node]!, ofServices[service]!]);
      if (row !== null) tasks.push(row);
    }
    this.#watched = this.#watched.filter((task) => this.#stations.all[task]!.state !== 'gone');
    const loads = {
      nodes: this.#nodes.map((_, node) => this.#nodeLoad(node, nowMs, lengthMs, ofNodes[node]!)),
      tasks,
      services: this.#serviceLoads(lengthMs, ofServices),
      balancers: this.#balancerLoads(nowMs, lengthMs),
    };
    this.#beginPeaks();
    this.#fromMs = nowMs;
    return loads;
  }

  #beginPeaks(): void {
    this.#stations.backlogsOfServices.begin(interval);
    this.#queues.greatest.begin(interval);
  }

  #nodeLoad(node: number, nowMs: number, lengthMs: number, { heldMs, requests }: Sums): NodeLoad {
    const area = this.#stations.busy.area(node, nowMs);
    const busyMs = area - this.#busyBefore[node]!;
    this.#busyBefore[node] = area;
    return { cpu_busy: busyMs / (lengthMs * this.#nodes[node]!.cpus), in_flight: heldMs / lengthMs, requests };
  }

  #serviceLoads(lengthMs: number, sums: readonly Sums[]): IntervalLoads['services'] {
    const { services, backlogsOfServices } = this.#stations;
    return [...services]
      .filter(([service]) => this.#touched.has(service))
      .map(([service, number]) => {
        const { heldMs, requests, backlogMs, servedMs, slotMs: ofSlotMs } = sums[number]!;
        return {
          ...{ service, requests, in_flight: heldMs / lengthMs, backlog_length: backlogMs / lengthMs },
          backlog_length_max: backlogsOfServices.of(interval, number),
          utilisation: utilisation(servedMs, ofSlotMs),
        };
      });
  }

  #balancerLoads(nowMs: number, lengthMs: number): (BalancerLoad & { readonly balancer: string })[] {
    const { lengths, greatest } = this.#queues;
    return this.#balancers.map((balancer, index) => {
      const queuedMs = lengths.area(index, nowMs);
      const length = (queuedMs - this.#queuedMs[index]!) / lengthMs;
      this.#queuedMs[index] = queuedMs;
      return { balancer, queue_length: length, queue_length_max: greatest.of(interval, index) };
    });
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

  /** Adds what it did to what it belongs to; `null` = nothing that a row would tell. */
  #closeTask(task: number, nowMs: number, startMs: number, belongsTo: readonly Sums[]): TaskLoad | null {
    const station = this.#stations.all[task]!;
    const lengthMs = nowMs - this.#fromMs;
    const before = this.#before[task] ?? nothing;
    const now = this.#countersOf(task, nowMs);
    const requests = now.answered - before.answered + now.failed - before.failed;
    const heldMs = now.areaMs - before.areaMs;
    const sums = {
      ...{ requests, heldMs, backlogMs: now.backlogMs - before.backlogMs, servedMs: now.servedMs - before.servedMs },
      slotMs: slotMs(station, this.#fromMs, nowMs),
    };
    for (const all of belongsTo) addTo(all, sums);
    const { id, service, slot, node } = station.description;
    const idle = requests === 0 && heldMs === 0;
    if (!idle) {
      this.#before[task] = now;
      this.#touched.add(service);
    }
    const tellsNothing = station.state === 'gone' && idle;
    if (tellsNothing || station.demand === null || !this.#touched.has(service)) return null;
    return {
      time_s: startMs / 1000,
      task: id,
      service,
      slot,
      node: this.#nodes[node]!.name,
      requests,
      errors: now.failed - before.failed,
      in_flight: heldMs / lengthMs,
      mean_ms: requests === 0 ? null : (now.stayMs - before.stayMs) / requests,
      backlog_length: sums.backlogMs / lengthMs,
      utilisation: utilisation(sums.servedMs, sums.slotMs),
    };
  }

  #countersOf(task: number, nowMs: number): Before {
    const { answered, failed, stayMs } = this.#stations.all[task]!;
    return {
      ...{ answered, failed, stayMs },
      areaMs: this.#stations.inFlight.area(task, nowMs),
      backlogMs: this.#stations.backlogs.area(task, nowMs),
      servedMs: this.#stations.servedMs(task, nowMs),
    };
  }
}

function addTo(all: Sums, { requests, heldMs, backlogMs, servedMs, slotMs: ofSlotMs }: Sums): void {
  all.requests += requests;
  all.heldMs += heldMs;
  all.backlogMs += backlogMs;
  all.servedMs += servedMs;
  all.slotMs += ofSlotMs;
}
