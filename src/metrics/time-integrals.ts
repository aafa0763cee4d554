/** Numbers in a record, and where the integral and its instant are; the value is the first. */
const record = 4;
const area = 1;
const since = 2;

/**
 * The integrals over time of many step functions (requests in flight, busy CPUs), numbered from 0. The mean over a
 * stretch is the difference of two integrals divided by its length.
 */
export class TimeIntegrals {
  /** A record each: the value, its integral until it was set, and when that was. */
  #records = new Float64Array(64 * record);
  #size = 0;

  /** A further one, 0 from now on; its number. */
  add(nowMs: number): number {
    const at = this.#size * record;
    if (at === this.#records.length) this.#records = doubled(this.#records);
    this.#records[at + since] = nowMs;
    return this.#size++;
  }

  value(index: number): number {
    return this.#records[index * record]!;
  }

  set(index: number, value: number, nowMs: number): void {
    const records = this.#records;
    const at = index * record;
    records[at + area]! += records[at]! * (nowMs - records[at + since]!);
    records[at + since] = nowMs;
    records[at] = value;
  }

  change(index: number, by: number, nowMs: number): void {
    const records = this.#records;
    const at = index * record;
    const value = records[at]!;
    records[at + area]! += value * (nowMs - records[at + since]!);
    records[at + since] = nowMs;
    records[at] = value + by;
  }

  /** From the start until now, in units × ms. */
  area(index: number, nowMs: number): number {
    const records = this.#records;
    const at = index * record;
    return records[at + area]! + records[at]! * (nowMs - records[at + since]!);
  }
}

function doubled(array: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * array.length);
  longer.set(array);
  return longer;
}
