import type { ExpectationResult, LatencyRow } from '../simulation/run-result.ts';

/** What an experiment keeps of a run: numbers, not histories, so that ten thousand of them fit in memory. */
export interface JobResult {
  readonly fingerprint: string;
  /**
   * By the name that `expect` gives a metric, `p99(shoppers)`, in the catalogue's base units (ms, shares, counts). Latencies are
   * over ok requests, as in the tables of a run. `null` = there is none (no request was answered).
   */
  readonly values: Readonly<Record<string, number | null>>;
  /** Ok requests behind the latencies, by client. */
  readonly observations: Readonly<Record<string, number>>;
  /** In the order of the job's promises. A failed request counts as infinitely slow here, as in `expect`. */
  readonly promises: readonly ExpectationResult[];
  readonly warnings: readonly string[];
  readonly pressure: Pressure;
  /** `null` unless the job asks for it. */
  readonly course: Course | null;
}

/** Where it was tight. */
export interface Pressure {
  readonly nodes: Readonly<Record<string, NodePressure>>;
  /** What the scheduler says of the tasks that still wait for a node at the end; each text once, sorted. */
  readonly pendingReasons: readonly string[];
}

export interface NodePressure {
  /** Share of its CPUs that worked for requests, 0…1. */
  readonly cpuBusy: number;
  readonly reservedCpus: number;
  readonly reservedMemoryBytes: number;
}

/** How it went over time. */
export interface Course {
  /** Of the whole run, its warm-up too. */
  readonly latency: readonly LatencyRow[];
  /** Requests in all nodes at the end of each interval. */
  readonly inFlight: readonly { readonly time_s: number; readonly in_flight: number }[];
}

/** JSON has no word for a value that is infinite. */
const infinite = '\u221e';

export function encodeResult(result: JobResult): string {
  return JSON.stringify(result, (_key, value: unknown) => (value === Number.POSITIVE_INFINITY ? infinite : value));
}

export function decodeResult(text: string): JobResult {
  return JSON.parse(text, (_key, value: unknown) => (value === infinite ? Number.POSITIVE_INFINITY : value));
}
