/** What a server said of itself. */
export interface ProbeAnswer {
  readonly server: number;
  readonly atMs: number;
  /** Requests in flight there; the balancer adds those that it sent since. */
  inFlight: number;
  readonly latencyMs: number;
  /** How often it has been gone by. */
  uses: number;
}

/** Answers to probes that may still be gone by, oldest first; one of each server at most, the newest. */
export class ProbePool {
  readonly #answers: ProbeAnswer[] = [];
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#answers.length;
  }

  add(server: number, inFlight: number, latencyMs: number, nowMs: number): void {
    this.forget(server);
    if (this.#answers.length === this.#capacity) this.#answers.shift();
    this.#answers.push({ server, atMs: nowMs, inFlight, latencyMs, uses: 0 });
  }

  forget(server: number): void {
    const place = this.#answers.findIndex((answer) => answer.server === server);
    if (place >= 0) this.#answers.splice(place, 1);
  }

  expire(beforeMs: number): void {
    while (this.#answers.length > 0 && this.#answers[0]!.atMs < beforeMs) this.#answers.shift();
  }

  removeOldest(): void {
    this.#answers.shift();
  }

  /** The hot one with the most in flight; if none is hot, the slowest. */
  removeWorst(hotAbove: number): void {
    let worst = 0;
    for (let place = 1; place < this.#answers.length; place++) {
      if (isWorse(this.#answers[place]!, this.#answers[worst]!, hotAbove)) worst = place;
    }
    this.#answers.splice(worst, 1);
  }

  /** The quickest of the cold ones; if all are hot, the one with the least in flight. `null` if none may be taken. */
  best(hotAbove: number, mayTake: (server: number) => boolean): ProbeAnswer | null {
    let best: ProbeAnswer | null = null;
    for (const answer of this.#answers) {
      if (mayTake(answer.server) && (best === null || isWorse(best, answer, hotAbove))) best = answer;
    }
    return best;
  }
}

/** The hot-cold lexicographic order. */
function isWorse(a: ProbeAnswer, b: ProbeAnswer, hotAbove: number): boolean {
  const isHot = a.inFlight > hotAbove;
  if (isHot !== b.inFlight > hotAbove) return isHot;
  return isHot ? a.inFlight > b.inFlight : a.latencyMs > b.latencyMs;
}
