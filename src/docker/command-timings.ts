/** How long commands take by themselves, in ms. */
export interface CommandTimings {
  /** From Enter until the engine acts: the client starts, finds out the engine's version, looks the object up. */
  readonly requestMs: number;
  /** From the engine's answer until the prompt is back. */
  readonly replyMs: number;
  /** From the engine's answer until a client that waits for a service looks at its tasks for the first time: before the swarm has done anything. */
  readonly firstLookMs: number;
  /** The same as `requestMs` for a machine that becomes the first manager of a swarm: keys, certificates, raft. */
  readonly initMs: number;
}

/**
 * Measured on engine 20.10 with client 28: commands that do not wait (`-d`) take 20–40 ms, those refused by the client
 * alone 15 ms. `initMs` is an estimate.
 */
export const measuredTimings: CommandTimings = { requestMs: 15, replyMs: 15, firstLookMs: 1, initMs: 500 };
