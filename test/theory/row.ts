import type { RunResult } from '../../src/simulation/run-result.ts';

/** Numbers that a row of the theory table can be asked with, by name. */
export type Parameters = Readonly<Record<string, number>>;

export interface Quantity {
  readonly name: string;
  /** What the formula says. */
  readonly expected: number;
  /** Relative to it, and half the width that the interval may have at most; 0 = every single run must agree. */
  readonly tolerance: number;
  measure(result: RunResult): number;
}

/** One row of the table: a law, the scenario that must obey it as a user would write it, and the formula. */
export interface TheoryRow {
  readonly name: string;
  readonly law: string;
  /** The examples that each push tries. */
  readonly examples: readonly Parameters[];
  /** Further ones for the full verification. */
  readonly longExamples: readonly Parameters[];
  /** Scenario file (YAML) of one replication. Mean service time is 1 ms wherever the law speaks of 1. */
  scenario(parameters: Parameters, seed: number): string;
  quantities(parameters: Parameters): readonly Quantity[];
}

export function parameter(parameters: Parameters, name: string): number {
  const value = parameters[name];
  if (value === undefined) throw new RangeError(`the row needs the parameter ${name}=…`);
  return value;
}

/** Mean latency of the client `jobs` in ms. */
export function meanMs(result: RunResult): number {
  return meanOf(result, 'jobs');
}

/** Mean latency of a client in ms. */
export function meanOf({ summary }: RunResult, client: string): number {
  return summary.clients[client]?.mean_ms ?? Number.NaN;
}
