/**
 * The integrals over time of many step functions (requests in flight, busy CPUs), numbered from 0. The mean over a
 * stretch is the difference of two integrals divided by its length.
 */
export class TimeIntegrals {
  #values = new Float64Array(64);
  #areas = new Float64Array(64);
  #sinceMs = new Float64Array(64);
  #size = 0;

  /** A further one, 0 from now on; its number. */
  add(nowMs: number): number {
    if (this.#size === this.#values.length) this.#grow();
    this.#sinceMs[this.#size] = nowMs;
    return this.#size++;
  }

  value(index: number): number {
    return this.#values[index]!;
  }

  set(index: number, value: number, nowMs: number): void {
    this.#areas[index]! += this.#values[index]! * (nowMs - this.#sinceMs[index]!);
    this.#sinceMs[index] = nowMs;
    this.#values[index] = value;
  }

  change(index: number, by: number, nowMs: number): void {
    const value = this.#values[index]!;
    this.#areas[index]! += value * (nowMs - this.#sinceMs[index]!);
    this.#sinceMs[index] = nowMs;
    this.#values[index] = value + by;
  }

  /** From the start until now, in units × ms. */
  area(index: number, nowMs: number): number {
    return this.#areas[index]! + this.#values[index]! * (nowMs - this.#sinceMs[index]!);
  }

  #grow(): void {
    this.#values = doubled(this.#values);
    this.#areas = doubled(this.#areas);
    this.#sinceMs = doubled(this.#sinceMs);
  }
}

function doubled(array: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * array.length);
  longer.set(array);
  return longer;
}
