import type { RandomStream } from '../../kernel/random-stream.ts';

/** The manager asks for the next beat within the period plus or minus this. Source: SwarmKit `dispatcher/period.go`. */
const epsilonMs = 500;
/** So many periods without a beat and the node is down. */
const graceMultiplier = 3;
/** A new leader gives the nodes that it finds so much longer to register with it. Source: `dispatcher.go` markNodesUnknown. */
const unknownGraceFactor = 2;
/** Half a day of beats; and so many that their scatter, 0.3 s each, is more than a period of 5 s. */
const skippedBeyondBeats = 10_000;
const drawnBeats = 500;

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
    this.#skipTo(ceasedMs);
    while (this.#lastMs + this.#periodMs <= ceasedMs) {
      this.#lastMs += this.#periodMs;
      this.#periodMs = this.#draw();
    }
    return this.#lastMs + graceMultiplier * this.#periodMs;
  }

  /** After so many beats nothing is left of when the first one was: the last ones are enough, from anywhere in a period. */
  #skipTo(ceasedMs: number): void {
    if ((ceasedMs - this.#lastMs) / this.#basePeriodMs <= skippedBeyondBeats) return;
    this.#lastMs = ceasedMs - (drawnBeats + this.#stream.uniform()) * this.#basePeriodMs;
    this.#periodMs = this.#draw();
  }

  #draw(): number {
    return drawPeriodMs(this.#stream, this.#basePeriodMs);
  }
}

/** How long a new leader waits for a node to register. */
export function unknownGraceMs(stream: RandomStream, basePeriodMs: number): number {
  return unknownGraceFactor * graceMultiplier * drawPeriodMs(stream, basePeriodMs);
}

function drawPeriodMs(stream: RandomStream, basePeriodMs: number): number {
  return basePeriodMs + (2 * stream.uniform() - 1) * epsilonMs;
}
