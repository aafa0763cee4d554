import type { EventLoop, Handler } from '../kernel/event-loop.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { RandomStreams } from '../kernel/random-streams.ts';
import { type ArrivalProcess, makeArrivals } from './arrivals/arrival-process.ts';
import { DeadlineQueue } from './deadline-queue.ts';
import { DrawBlock } from './draw-block.ts';
import type { Journey } from './journey.ts';
import type { RequestTable } from './request-table.ts';
import type { ClientSpec } from './spec.ts';

const none = -1;

export interface ClientOptions {
  readonly spec: ClientSpec;
  readonly index: number;
  readonly loop: EventLoop;
  readonly random: RandomStreams;
  readonly requests: RequestTable;
  readonly journey: Journey;
  readonly durationMs: number;
  readonly startUnixMs: number;
}

/** What its requests ask for, if a trace says it and the client has no law of its own. */
export function recordedDemands({ arrivals, demandMs }: ClientSpec): readonly number[] | null {
  return arrivals.kind === 'trace' && demandMs === null ? arrivals.trace.demandsMs : null;
}

/**
 * An open-loop client: its requests leave when they leave, whatever became of those before. What is a request's own it draws
 * on arrival, from streams of its client, each for one purpose.
 */
export class Client implements Handler {
  readonly spec: ClientSpec;
  /** Requests that left. */
  sent = 0;
  readonly #options: ClientOptions;
  readonly #requests: RequestTable;
  readonly #arrivals: ArrivalProcess;
  readonly #demand: DrawBlock;
  /** By request, in the order in which they leave; `null` = they are drawn. */
  readonly #recordedDemandsMs: readonly number[] | null;
  readonly #choices: DrawBlock;
  readonly #trace: RandomStream;
  readonly #untilMs: number;
  /** `null` = it never gives up. */
  readonly #patience: DeadlineQueue | null;

  constructor(options: ClientOptions) {
    const { spec, random, loop, requests, journey } = options;
    this.spec = spec;
    this.#options = options;
    this.#requests = requests;
    const stream = (purpose: string) => random.stream(`traffic/${spec.name}/${purpose}`);
    this.#arrivals = makeArrivals(spec.arrivals, stream('arrivals'), spec.fromMs, options.startUnixMs);

    this.#demand = new DrawBlock(stream('demand'), 'uniform');
    this.#recordedDemandsMs = recordedDemands(spec);
    this.#choices = new DrawBlock(stream('choices'), 'uniform');
    this.#trace = stream('trace');
    this.#untilMs = Math.min(spec.untilMs ?? options.durationMs, options.durationMs);
    this.#patience =
      spec.timeoutMs === null
        ? null
        : new DeadlineQueue(loop, spec.timeoutMs, {
            isWaiting: (slot, generation) => requests.generation[slot] === generation && requests.ended[slot] === 0,
            expired: (slot, nowMs) => journey.abandon(slot, nowMs),
          });
  }

  start(): void {
    this.#scheduleNext();
  }

  /** A request leaves. */
  fire(_a: number, _b: number, nowMs: number): void {
    this.#scheduleNext();
    const slot = this.#newRequest(nowMs);
    this.#patience?.push(slot, this.#requests.generation[slot]!, nowMs);
    this.#options.journey.depart(slot, nowMs);
  }

  #scheduleNext(): void {
    const timeMs = this.#arrivals.next();
    if (timeMs < this.#untilMs) this.#options.loop.at(timeMs, this);
  }

  #newRequest(nowMs: number): number {
    const requests = this.#requests;
    const slot = requests.take();
    const { trace } = this.spec;
    requests.client[slot] = this.#options.index;
    requests.bornMs[slot] = nowMs;
    requests.demandKey[slot] =
      this.#recordedDemandsMs === null ? this.#demand.next() : this.#recordedDemandsMs[this.sent]!;
    requests.choiceSeed[slot] = this.#choices.next() * 2 ** 32;
    requests.choices[slot] = 0;
    requests.traced[slot] = trace >= 1 || (trace > 0 && this.#trace.uniform() < trace) ? 1 : 0;
    requests.ended[slot] = 0;
    requests.answered[slot] = 0;
    requests.backend[slot] = none;
    requests.server[slot] = none;
    requests.entryNode[slot] = none;
    requests.task[slot] = none;
    requests.retries[slot] = 0;
    requests.queuedMs[slot] = 0;
    requests.status[slot] = 0;
    this.sent++;
    return slot;
  }
}
