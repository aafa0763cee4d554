import type { Stations } from '../station/stations.ts';
import type { BalancerLoad, ServiceLoad } from '../traffic-options.ts';
import type { BalancerQueues } from '../traffic-parts.ts';
import { type ServiceSums, serviceSums, utilisation } from './service-sums.ts';

/** What had been done since the start. */
interface Reading {
  readonly atMs: number;
  /** By the number of the service. */
  readonly services: readonly ServiceSums[];
  /** Requests that waited, times ms, by balancer. */
  readonly queuedMs: readonly number[];
}

interface Stretch {
  readonly from: Reading;
  /** `null` = it goes on. */
  until: Reading | null;
}

const nothing: ServiceSums = { backlogMs: 0, servedMs: 0, slotMs: 0 };

/**
 * How many requests waited, and how busy services were, over stretches of time that begin and end in the run and may overlap: read off
 * the integrals at both ends. Stretches have numbers, from 0.
 */
export class LoadStretches {
  readonly #stations: Stations;
  readonly #queues: BalancerQueues;
  readonly #stretches: Stretch[] = [];

  constructor(stations: Stations, queues: BalancerQueues) {
    this.#stations = stations;
    this.#queues = queues;
  }

  begin(nowMs: number): number {
    const stretch = this.#stretches.push({ from: this.#read(nowMs), until: null }) - 1;
    this.#stations.backlogsOfServices.begin(stretch);
    this.#queues.greatest.begin(stretch);
    return stretch;
  }

  end(stretch: number, nowMs: number): void {
    this.#stretches[stretch]!.until = this.#read(nowMs);
    this.#stations.backlogsOfServices.end(stretch);
    this.#queues.greatest.end(stretch);
  }

  /** Those that go on end. */
  finish(nowMs: number): void {
    this.#stretches.forEach(({ until }, stretch) => {
      if (until === null) this.end(stretch, nowMs);
    });
  }

  /** In a stretch that has ended. A service that has had no task had no load. */
  service(stretch: number, name: string): ServiceLoad {
    const { from, until, lengthMs } = this.#ended(stretch);
    const number = this.#stations.services.get(name);
    if (number === undefined || lengthMs === 0) return noServiceLoad;
    const { backlogMs, servedMs, slotMs } = until.services[number] ?? nothing;
    const before = from.services[number] ?? nothing;
    return {
      backlog_length: (backlogMs - before.backlogMs) / lengthMs,
      backlog_length_max: this.#stations.backlogsOfServices.of(stretch, number),
      utilisation: utilisation(servedMs - before.servedMs, slotMs - before.slotMs),
    };
  }

  /** By its position among the balancers, by name. */
  balancer(stretch: number, index: number): BalancerLoad {
    const { from, until, lengthMs } = this.#ended(stretch);
    if (lengthMs === 0) return noBalancerLoad;
    return {
      queue_length: (until.queuedMs[index]! - from.queuedMs[index]!) / lengthMs,
      queue_length_max: this.#queues.greatest.of(stretch, index),
    };
  }

  #ended(stretch: number) {
    const { from, until } = this.#stretches[stretch]!;
    if (until === null) throw new Error(`stretch ${stretch} has not ended`);
    return { from, until, lengthMs: until.atMs - from.atMs };
  }

  #read(nowMs: number): Reading {
    const { lengths, greatest } = this.#queues;
    return {
      atMs: nowMs,
      services: serviceSums(this.#stations, nowMs),
      queuedMs: Array.from({ length: greatest.count }, (_, index) => lengths.area(index, nowMs)),
    };
  }
}

const noServiceLoad: ServiceLoad = { backlog_length: 0, backlog_length_max: 0, utilisation: null };
const noBalancerLoad: BalancerLoad = { queue_length: 0, queue_length_max: 0 };
