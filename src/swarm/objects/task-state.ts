/**
 * The states of a task, as numbers: a Lamport clock, so that "later" is a comparison.
 * Source: SwarmKit `api/types.proto` TaskState; spec "Task state machine".
 */
export const TaskState = {
  new: 0,
  pending: 64,
  assigned: 192,
  accepted: 256,
  preparing: 320,
  ready: 384,
  starting: 448,
  running: 512,
  complete: 576,
  shutdown: 640,
  failed: 704,
  rejected: 768,
  /** Only ever a desired state: the task is to be stopped and then forgotten. */
  remove: 800,
  orphaned: 832,
} as const;

export type TaskStateName = keyof typeof TaskState;
export type TaskState = (typeof TaskState)[TaskStateName];

const nameByState = new Map<number, TaskStateName>(
  (Object.keys(TaskState) as TaskStateName[]).map((name) => [TaskState[name], name]),
);

/** Docker's lower-case word for a state, as the API shows it. */
export function taskStateName(state: TaskState): TaskStateName {
  const name = nameByState.get(state);
  if (name === undefined) throw new RangeError(`not a task state: ${state}`);
  return name;
}

/** A task in a terminal state never leaves it. */
export function isTerminal(state: TaskState): boolean {
  return state > TaskState.running;
}
