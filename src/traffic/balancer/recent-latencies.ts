/** So many of each number in flight are remembered. */
const recent = 16;

/** From so many in flight on they are all alike. */
const mostInFlight = 127;

/** How long requests lately took at a server, by how many it had when they came, themselves included. */
export class RecentLatencies {
  readonly #byInFlight: (number[] | undefined)[] = [];
  readonly #sorted: number[] = [];

  push(inFlight: number, latencyMs: number): void {
    const place = Math.min(inFlight, mostInFlight);
    this.#byInFlight[place] ??= [];
    const latencies = this.#byInFlight[place];
    if (latencies.length === recent) latencies.shift();
    latencies.push(latencyMs);
  }

  /** The median of those that met as many, or the next number that is known; 0 if none is. */
  median(inFlight: number): number {
    const wanted = Math.min(inFlight, mostInFlight);
    for (let distance = 0; distance <= mostInFlight; distance++) {
      const latencies = this.#byInFlight[wanted - distance] ?? this.#byInFlight[wanted + distance];
      if (latencies !== undefined) return this.#medianOf(latencies);
    }
    return 0;
  }

  #medianOf(latencies: readonly number[]): number {
    const sorted = this.#sorted;
    sorted.length = 0;
    for (const latency of latencies) sorted.push(latency);
    sorted.sort((a, b) => a - b);
    return sorted[(sorted.length - 1) >> 1]!;
  }
}
