import { outcome } from '../../metrics/outcome.ts';
import { hashedUniform, hashedWord } from '../hash.ts';
import type { HopLog } from '../hop-log.ts';
import type { Caller } from '../journey-parties.ts';
import { longer } from '../longer.ts';
import type { RequestTable } from '../request-table.ts';
import type { CallLine } from './call-line.ts';
import type { Stage, StageCall } from './call-stages.ts';

/** Who holds the requests that call. */
export interface CallingTasks {
  /** Whether it holds the request, which waits for its calls. */
  isCalling(request: number): boolean;
  /** All calls of a stage have ended; one that was needed has failed, or none has. */
  called(request: number, ok: boolean, nowMs: number): void;
}

export interface FanOutOptions {
  readonly requests: RequestTable;
  readonly hops: HopLog;
  readonly tasks: CallingTasks;
  /** Of this. */
  readonly caller: number;
  /** Is told first. */
  readonly first: Caller;
  /** By `StageCall.client`. */
  lineOf(client: number): CallLine;
}

/** Draws for each call: whether it is made, what it asks for, and what it chooses by. */
const draws = { made: 0, demand: 1, choice: 2 } as const;
const drawsPerCall = 3;
/** Far from what the request itself draws. */
const firstDraw = 2 ** 24;

/**
 * Calls that requests under way make to other services. A call is a request of its own, whose client is the caller's image; what it
 * draws comes of the request that makes it and its number there.
 */
export class FanOut implements Caller {
  readonly #options: FanOutOptions;
  readonly #requests: RequestTable;
  /** By slot of a request that calls: calls of this stage that have not ended, and how often it has begun a stage. */
  #open = new Int32Array(0);
  #run = new Uint32Array(0);
  /** By slot of a call: which of its like it is, and the run of its caller that it belongs to. */
  #number = new Int32Array(0);
  #ownRun = new Uint32Array(0);
  /** By client: the call. */
  readonly #calls = new Map<number, StageCall>();

  constructor(options: FanOutOptions) {
    this.#options = options;
    this.#requests = options.requests;
  }

  /** The calls of a stage are made. `called` is told when they have ended, at once if there are none. */
  begin(request: number, stage: Stage, nowMs: number): void {
    this.#grow();
    this.#run[request]!++;
    this.#open[request] = 0;
    if (this.#requests.traced[request] !== 0) this.#options.hops.calls(request, nowMs);
    for (const { spec } of stage.calls) this.#open[request]! += spec.count;
    const run = this.#run[request]!;
    for (const call of stage.calls) {
      this.#calls.set(call.client, call);
      const atOnce = call.spec.inTurn ? 1 : call.spec.count;
      for (let number = 0; number < atOnce && this.#runs(request, run); number++)
        this.#make(request, call, number, nowMs);
    }
  }

  ended(slot: number, outcomeIndex: number, nowMs: number): void {
    const requests = this.#requests;
    const request = requests.origin[slot]!;
    const call = this.#calls.get(requests.client[slot]!)!;
    const number = this.#number[slot]!;
    const isLate = !this.#runs(request, this.#ownRun[slot]!);
    this.#options.first.ended(slot, outcomeIndex, nowMs);
    // Whoever made it has ended otherwise, and has no use for it.
    if (isLate) return;
    if (outcomeIndex !== outcome.ok && call.spec.isNeeded) this.#called(request, false, nowMs);
    else this.#next(request, call, number, nowMs);
  }

  /** Whether the request still waits for the calls of that run. */
  #runs(request: number, run: number): boolean {
    return this.#run[request] === run && this.#open[request]! > 0 && this.#options.tasks.isCalling(request);
  }

  #make(request: number, call: StageCall, number: number, nowMs: number): void {
    const requests = this.#requests;
    const { spec, client, first } = call;
    const seed = requests.choiceSeed[request]!;
    const draw = firstDraw + (first + number) * drawsPerCall;
    if (spec.probability < 1 && hashedUniform(seed, draw + draws.made) >= spec.probability) {
      this.#next(request, call, number, nowMs);
      return;
    }
    const line = this.#options.lineOf(client);
    const slot = requests.begin(client, this.#options.caller, nowMs);
    this.#grow();
    requests.origin[slot] = request;
    requests.demandKey[slot] = hashedUniform(seed, draw + draws.demand);
    requests.choiceSeed[slot] = hashedWord(seed, draw + draws.choice);
    requests.traced[slot] = requests.traced[request] === 0 ? 0 : 1;
    this.#number[slot] = number;
    this.#ownRun[slot] = this.#run[request]!;
    line.sent++;
    line.patience?.push(slot, requests.generation[slot]!, nowMs);
    line.sender.send(slot, nowMs);
  }

  #next(request: number, call: StageCall, number: number, nowMs: number): void {
    const open = --this.#open[request]!;
    if (open === 0) this.#called(request, true, nowMs);
    else if (call.spec.inTurn && number + 1 < call.spec.count) this.#make(request, call, number + 1, nowMs);
  }

  #called(request: number, ok: boolean, nowMs: number): void {
    if (this.#requests.traced[request] !== 0) this.#options.hops.goesOn(request, nowMs);
    this.#options.tasks.called(request, ok, nowMs);
  }

  #grow(): void {
    const { capacity } = this.#requests;
    if (this.#open.length >= capacity) return;
    this.#open = longer(this.#open, new Int32Array(capacity));
    this.#run = longer(this.#run, new Uint32Array(capacity));
    this.#number = longer(this.#number, new Int32Array(capacity));
    this.#ownRun = longer(this.#ownRun, new Uint32Array(capacity));
  }
}
