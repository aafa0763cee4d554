import type { RandomStream } from '../../kernel/random-stream.ts';

/** The manager asks for the next beat within the period plus or minus this. Source: SwarmKit `dispatcher/period.go`. */
const epsilonMs = 500;
/** So many periods without a beat and the node is down. */
const graceMultiplier = 3;

/**
 * One node's heartbeats. They cost no event: when one of them matters, because beats have ceased, the beats until then
 * are drawn.
 */
export class Heartbeat {
  readonly #stream: RandomStream;
  readonly #basePeriodMs: number;
  #lastMs: number;
  #periodMs: number;

  /** The first beat comes right after the registration. */
  constructor(stream: RandomStream, basePeriodMs: number, registeredMs: number) {
    this.#stream = stream;
    this.#basePeriodMs = basePeriodMs;
    this.#lastMs = registeredMs;
    this.#periodMs = this.#draw();
  }

  /** When the manager gives up on the node, if no beat has come after `ceasedMs`. */
  expiryMs(ceasedMs: number): number {
    while (this.#lastMs + this.#periodMs <= ceasedMs) {
      this.#lastMs += this.#periodMs;
      this.#periodMs = this.#draw();
    }
    return this.#lastMs + graceMultiplier * this.#periodMs;
  }

  #draw(): number {
    return this.#basePeriodMs + (2 * this.#stream.uniform() - 1) * epsilonMs;
  }
}
