/** What has happened to a swarm, in the recordings' words; times in ms of the recording's clock. */
export interface History {
  readonly tasks: readonly TaskLife[];
  readonly updates: readonly UpdateChange[];
  /** By step: what the terminal showed; `null` = the prompt is not back yet. */
  readonly steps: readonly (Transcript | null)[];
  /** By look: what it showed then, and shortly before and after; the recording's own, only then. */
  readonly looks: readonly (readonly Transcript[])[];
}

export interface TaskLife {
  readonly service: string;
  /** The slot, or the node's name for a task of a global service. */
  readonly slot: string;
  readonly image: string;
  readonly createdMs: number;
  readonly changes: readonly TaskChange[];
}

/** How the task was from this instant on. */
export interface TaskChange {
  readonly atMs: number;
  readonly state: string;
  readonly desired: string;
  readonly err: string;
  readonly node: string;
  /** The managers have forgotten it. */
  readonly removed: boolean;
}

export interface UpdateChange {
  readonly service: string;
  readonly atMs: number;
  readonly state: string;
  readonly message: string;
}

export interface Transcript {
  readonly command: string;
  /** `null` = interrupted. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
}

/** How a task was at an instant; `null` = it was not there yet. */
export function taskAt({ changes }: TaskLife, atMs: number): TaskChange | null {
  return changes.findLast((change) => change.atMs <= atMs) ?? null;
}

const terminal: readonly string[] = ['complete', 'shutdown', 'failed', 'rejected', 'orphaned'];

/** Whether a task in this state will never run again. */
export function isOver(state: string): boolean {
  return terminal.includes(state);
}
