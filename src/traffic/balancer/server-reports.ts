import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import type { RequestTable } from '../request-table.ts';
import type { Stations } from '../station/stations.ts';
import type { TaskHandle } from '../traffic-options.ts';
import type { Prober } from './algorithm.ts';
import { RecentLatencies } from './recent-latencies.ts';

export interface ReportsOptions {
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly stations: Stations;
  readonly servers: number;
  /** One way to or from a server, ms. */
  hopMs(): number;
  /** The task that a connection to the server would get now; negative = none answers. */
  taskOf(server: number, nowMs: number): TaskHandle;
  /** The answer is there. */
  probed(server: number, inFlight: number, latencyMs: number, nowMs: number): void;
}

/**
 * What servers say of themselves. A probe goes the way of a connection, there and back, and asks for no CPU time; the task that it
 * meets says how many requests it holds, whoever sent them, and the median of what requests of this balancer lately took there with
 * as many.
 */
export class ServerReports implements Prober {
  readonly #options: ReportsOptions;
  readonly #latencies: readonly RecentLatencies[];
  /** By request: how many its task had when it came. */
  #metInFlight = new Int32Array(0);
  /** Answers on their way back, by ticket. */
  readonly #inFlight: number[] = [];
  readonly #latencyMs: number[] = [];
  readonly #freeTickets: number[] = [];
  readonly #atServer: Handler = { fire: (server, _b, nowMs) => this.#answer(server, nowMs) };
  readonly #back: Handler = { fire: (server, ticket, nowMs) => this.#arrive(server, ticket, nowMs) };

  constructor(options: ReportsOptions) {
    this.#options = options;
    this.#latencies = Array.from({ length: options.servers }, () => new RecentLatencies());
  }

  probe(server: number, nowMs: number): void {
    this.#options.loop.at(nowMs + this.#options.hopMs(), this.#atServer, server);
  }

  /** A task has taken the request. */
  accepted(slot: number): void {
    const { requests, stations } = this.#options;
    if (slot >= this.#metInFlight.length) this.#grow();
    this.#metInFlight[slot] = stations.all[requests.task[slot]!]!.inFlight;
  }

  /** Its answer is there. */
  answered(slot: number, server: number): void {
    const { reachedTaskMs, finishedMs } = this.#options.requests;
    this.#latencies[server]!.push(this.#metInFlight[slot]!, finishedMs[slot]! - reachedTaskMs[slot]!);
  }

  #answer(server: number, nowMs: number): void {
    const { loop, stations } = this.#options;
    const task = this.#options.taskOf(server, nowMs);
    if (task < 0) return;
    const ticket = this.#freeTickets.pop() ?? this.#inFlight.length;
    const { inFlight } = stations.all[task]!;
    this.#inFlight[ticket] = inFlight;
    this.#latencyMs[ticket] = this.#latencies[server]!.median(inFlight + 1);
    loop.at(nowMs + this.#options.hopMs(), this.#back, server, ticket);
  }

  #arrive(server: number, ticket: number, nowMs: number): void {
    this.#freeTickets.push(ticket);
    this.#options.probed(server, this.#inFlight[ticket]!, this.#latencyMs[ticket]!, nowMs);
  }

  #grow(): void {
    const longer = new Int32Array(this.#options.requests.capacity);
    longer.set(this.#metInFlight);
    this.#metInFlight = longer;
  }
}
