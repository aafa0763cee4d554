/** How many there are of something, and the integral of that over time. */
export class StepArea {
  count = 0;
  #areaMs = 0;
  #sinceMs: number;

  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }

  /** There are so many from now on. */
  set(count: number, nowMs: number): void {
    this.#areaMs = this.areaMs(nowMs);
    this.#sinceMs = nowMs;
    this.count = count;
  }

  areaMs(nowMs: number): number {
    return this.#areaMs + this.count * (nowMs - this.#sinceMs);
  }
}
