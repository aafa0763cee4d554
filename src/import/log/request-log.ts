const firstCapacity = 1024;

/** When requests came and how long they took, as a log has them; many of them, hence in typed arrays. */
export class RequestLog {
  #timesMs = new Float64Array(firstCapacity);
  #durationsMs = new Float64Array(firstCapacity);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Unix time or any other clock's, ms. */
  get timesMs(): Float64Array {
    return this.#timesMs.subarray(0, this.#count);
  }

  /** ms; NaN = not known, or not that of an answer. */
  get durationsMs(): Float64Array {
    return this.#durationsMs.subarray(0, this.#count);
  }

  add(timeMs: number, durationMs: number): void {
    if (this.#count === this.#timesMs.length) {
      this.#timesMs = twice(this.#timesMs);
      this.#durationsMs = twice(this.#durationsMs);
    }
    this.#timesMs[this.#count] = timeMs;
    this.#durationsMs[this.#count] = durationMs;
    this.#count++;
  }

  /** By time, the first one at 0. Those of one instant stay in the order of the log (sorting is stable). */
  byTime(): RequestLog {
    const times = this.timesMs;
    const order = Uint32Array.from(times.keys()).sort((a, b) => times[a]! - times[b]!);
    const sorted = new RequestLog();
    const fromMs = times[order[0] ?? 0] ?? 0;
    for (const index of order) sorted.add(times[index]! - fromMs, this.#durationsMs[index]!);
    return sorted;
  }
}

function twice(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * values.length);
  longer.set(values);
  return longer;
}
