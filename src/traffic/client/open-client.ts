import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { RandomStreams } from '../../kernel/random-streams.ts';
import { type ArrivalProcess, makeArrivals } from '../arrivals/arrival-process.ts';
import type { DeadlineQueue } from '../deadline-queue.ts';
import { DrawBlock } from '../draw-block.ts';
import type { RequestTable } from '../request-table.ts';
import type { ClientSpec, OpenArrivals } from '../spec.ts';
import { type Client, isInTrace } from './client.ts';
import { patienceOf, type Sender } from './sender.ts';

export interface OpenClientOptions {
  readonly spec: ClientSpec;
  readonly arrivals: OpenArrivals;
  readonly index: number;
  /** Of whoever is told of its requests' ends. */
  readonly caller: number;
  readonly loop: EventLoop;
  readonly random: RandomStreams;
  readonly requests: RequestTable;
  readonly sender: Sender;
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
export class OpenClient implements Client, Handler {
  readonly spec: ClientSpec;
  readonly name: string;
  sent = 0;
  readonly #loop: EventLoop;
  readonly #source: number;
  readonly #index: number;
  readonly #caller: number;
  readonly #requests: RequestTable;
  readonly #sender: Sender;
  readonly #arrivals: ArrivalProcess;
  readonly #demand: DrawBlock;
  /** By request, in the order in which they leave; `null` = they are drawn. */
  readonly #recordedDemandsMs: readonly number[] | null;
  readonly #choices: DrawBlock;
  readonly #trace: RandomStream;
  readonly #untilMs: number;
  /** `null` = it never gives up. */
  readonly #patience: DeadlineQueue | null;

  constructor(options: OpenClientOptions) {
    const { spec, random } = options;
    this.spec = spec;
    this.name = spec.name;
    this.#loop = options.loop;
    this.#source = options.loop.addSource(this);
    this.#index = options.index;
    this.#caller = options.caller;
    this.#requests = options.requests;
    this.#sender = options.sender;
    const stream = (purpose: string) => random.stream(`traffic/${spec.name}/${purpose}`);
    const { fromMs } = spec;
    this.#arrivals = makeArrivals(options.arrivals, { fromMs, startUnixMs: options.startUnixMs, stream });
    this.#demand = new DrawBlock(stream('demand'), 'uniform');
    this.#recordedDemandsMs = recordedDemands(spec);
    this.#choices = new DrawBlock(stream('choices'), 'uniform');
    this.#trace = stream('trace');
    this.#untilMs = Math.min(spec.untilMs ?? options.durationMs, options.durationMs);
    this.#patience = patienceOf(spec.timeoutMs, options.sender, options);
  }

  start(): void {
    this.#scheduleNext();
  }

  /** A request leaves. */
  fire(_a: number, _b: number, nowMs: number): void {
    this.#scheduleNext();
    const slot = this.#newRequest(nowMs);
    this.#patience?.push(slot, this.#requests.generation[slot]!, nowMs);
    this.#sender.send(slot, nowMs);
  }

  #scheduleNext(): void {
    const timeMs = this.#arrivals.next();
    if (timeMs < this.#untilMs) this.#loop.atSource(this.#source, timeMs);
  }

  #newRequest(nowMs: number): number {
    const requests = this.#requests;
    const slot = requests.begin(this.#index, this.#caller, nowMs);
    const { trace } = this.spec;
    requests.demandKey[slot] =
      this.#recordedDemandsMs === null ? this.#demand.next() : this.#recordedDemandsMs[this.sent]!;
    requests.choiceSeed[slot] = this.#choices.next() * 2 ** 32;
    const chosen = trace >= 1 || (trace > 0 && this.#trace.uniform() < trace);
    requests.traced[slot] = chosen && isInTrace(this.spec, nowMs) ? 1 : 0;
    this.sent++;
    return slot;
  }
}
