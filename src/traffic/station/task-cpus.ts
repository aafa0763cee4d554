import type { TaskHandle } from '../traffic-options.ts';

/** How a task may use its node's CPUs. */
export interface TaskCpus {
  readonly task: TaskHandle;
  /** Requests that it serves at once, each on one CPU at most. */
  readonly slots: number;
  /** CPUs that it may use at most; Infinity = no limit. */
  readonly limitCpus: number;
  /** Its weight where CPUs are short; `null` = as many as it has requests under work. */
  readonly weight: number | null;
  /** Faults under which it stands still at present. */
  pauses: number;
}

/** Whether its limit can ever be felt. */
export function limitBinds({ slots, limitCpus }: TaskCpus): boolean {
  return limitCpus < slots;
}
