/** A request under work, and how much of its work is left, in ms of a CPU of speed 1. */
export interface Remaining {
  readonly slot: number;
  readonly leftMs: number;
}

/** What a node has for its tasks: changes with faults. */
export interface CpuCapacity {
  /** CPUs, fractions allowed; 0 = all stands still. */
  readonly cpus: number;
  /** ms of work that a CPU does per ms. */
  readonly speed: number;
}

/** How the CPUs of a node are shared among the requests that want more of them than there are. */
export interface CpuShares {
  /** Requests that it works for. */
  readonly size: number;
  begin(slot: number, workMs: number, nowMs: number): void;
  /** Takes a request out before its work is done. Answers what is left of that. */
  withdraw(slot: number, nowMs: number): number;
  setCapacity(capacity: CpuCapacity, nowMs: number): void;
  remaining(nowMs: number): Iterable<Remaining>;
  /** Gives up all that it works for. */
  clear(): void;
}

/** Who gave the work. */
export interface WorkOutlet {
  /** A request's work is done; what follows from that may begin another one's. */
  met(slot: number, nowMs: number): void;
  /** Nothing is left to do, nor has begun since. */
  emptied(): void;
  /** All that was due at this instant is done, and what follows from that has begun. */
  settled(nowMs: number): void;
}

/** Less work than this (ms) is none: it is what rounding leaves over. */
const roundingMs = 1e-9;

/** Whether work that takes so much longer is done: nothing is left, or less than the clock can tell. */
export function isDone(leftMs: number, msPerWork: number, nowMs: number): boolean {
  return leftMs <= roundingMs || nowMs + leftMs * msPerWork <= nowMs;
}
