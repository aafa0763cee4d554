/** Which release's rules hold. */
export type Semantics = '20.10' | '2.0.0';

/** Delays that the control loops meet, all in milliseconds. */
export interface Timings {
  /** From a write until the control loops see it (raft commit). */
  readonly commitMs: number;
  /** The scheduler waits for so long a quiet after a commit … */
  readonly schedulerDebounceMs: number;
  /** … but never longer than this. */
  readonly schedulerMaxWaitMs: number;
  readonly reaperBatchMs: number;
  /** The dispatcher collects changes for a node until so long a quiet (or 100 changes). */
  readonly assignmentBatchMs: number;
  /** Status reports leave in batches of this period. */
  readonly statusBatchMs: number;
  /** The agent's wait after a cancelled operation, before a stop. */
  readonly stopRetryMs: number;
  /** Between the end of the service binding and the stop signal, for tasks on a network. */
  readonly gossipConvergeMs: number;
}

/** Semantics, client texts and timings under one name. */
export interface Profile {
  readonly name: 'docker-20.10' | 'swarmkit';
  readonly semantics: Semantics;
  /** Whose texts the command line prints. */
  readonly cli: '28' | '20.10';
  readonly timings: Timings;
}

/** Engine 20.10 as measured on real clusters (docs: real swarm, "Life of a task"); client 28. */
export const docker2010: Profile = {
  name: 'docker-20.10',
  semantics: '20.10',
  cli: '28',
  timings: {
    commitMs: 2,
    schedulerDebounceMs: 50,
    schedulerMaxWaitMs: 1_000,
    reaperBatchMs: 250,
    assignmentBatchMs: 100,
    statusBatchMs: 100,
    stopRetryMs: 1_000,
    gossipConvergeMs: 2_000,
  },
};

/** SwarmKit v2.0.0 alone, with no latency but its own timers: how its decisions were recorded. */
export const swarmkit: Profile = {
  name: 'swarmkit',
  semantics: '2.0.0',
  cli: '28',
  timings: {
    commitMs: 0,
    schedulerDebounceMs: 50,
    schedulerMaxWaitMs: 1_000,
    reaperBatchMs: 250,
    assignmentBatchMs: 0,
    statusBatchMs: 0,
    stopRetryMs: 0,
    gossipConvergeMs: 0,
  },
};
