import type { Course, JobResult } from '../job-result.ts';

/** What is kept of all replications of a variant: a number for each metric and replication, and how the first one went. */
export class VariantSample {
  /** Of the metrics that are kept. */
  readonly names: readonly string[];
  readonly #values = new Map<string, (number | null)[]>();
  /** Ok requests of each client in the replication that had the fewest. */
  readonly fewestObservations = new Map<string, number>();
  /** Of the first replication. */
  course: Course | null = null;
  warnings: readonly string[] = [];

  constructor(names: readonly string[]) {
    this.names = names;
    for (const name of names) this.#values.set(name, []);
  }

  get replications(): number {
    return this.#values.get(this.names[0] ?? '')?.length ?? 0;
  }

  /** The next replication's. */
  add(result: JobResult): void {
    if (this.course === null && result.course !== null) {
      this.course = result.course;
      this.warnings = result.warnings;
    }
    for (const name of this.names) this.#values.get(name)?.push(result.values[name] ?? null);
    for (const [client, count] of Object.entries(result.observations)) {
      const least = this.fewestObservations.get(client) ?? Number.POSITIVE_INFINITY;
      this.fewestObservations.set(client, Math.min(least, count));
    }
  }

  /** In the order of the replications. */
  valuesOf(name: string): readonly (number | null)[] {
    return this.#values.get(name) ?? [];
  }

  /** The same; `null` if a replication has no value. */
  numbersOf(name: string): readonly number[] | null {
    const values = this.valuesOf(name);
    return values.every((value) => value !== null) ? values : null;
  }
}
