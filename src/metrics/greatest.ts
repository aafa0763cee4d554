/**
 * The greatest values of many counters (lengths of queues), numbered from 0, over stretches of time that begin and end while they
 * count and may overlap. Stretches have keys of their owner's; a further one of a key replaces the first.
 */
export class Greatest {
  readonly #values: number[] = [];
  /** Since the last cut. */
  readonly #peaks: number[] = [];
  readonly #stretches = new Map<number, number[]>();
  readonly #open = new Set<number>();

  /** A further counter, at 0; its number. */
  add(): number {
    this.#peaks.push(0);
    return this.#values.push(0) - 1;
  }

  /** How many there are. */
  get count(): number {
    return this.#values.length;
  }

  value(index: number): number {
    return this.#values[index]!;
  }

  up(index: number): void {
    const value = ++this.#values[index]!;
    if (value > this.#peaks[index]!) this.#peaks[index] = value;
  }

  down(index: number, by: number): void {
    this.#values[index]! -= by;
  }

  begin(key: number): void {
    this.#cut();
    this.#stretches.set(key, [...this.#values]);
    this.#open.add(key);
  }

  end(key: number): void {
    this.#cut();
    this.#open.delete(key);
  }

  /** Of a counter in a stretch that has begun, until its end or until now. */
  of(key: number, index: number): number {
    const before = this.#stretches.get(key)![index] ?? 0;
    return this.#open.has(key) ? Math.max(before, this.#peaks[index]!) : before;
  }

  #cut(): void {
    for (const key of this.#open) {
      const stretch = this.#stretches.get(key)!;
      this.#peaks.forEach((peak, index) => {
        stretch[index] = Math.max(stretch[index] ?? 0, peak);
      });
    }
    this.#values.forEach((value, index) => {
      this.#peaks[index] = value;
    });
  }
}
