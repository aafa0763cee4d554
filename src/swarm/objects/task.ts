import type { GenericResource } from './resources.ts';
import type { EndpointSpec, TaskSpec } from './service.ts';
import type { TaskState } from './task-state.ts';

export interface TaskStatus {
  readonly state: TaskState;
  readonly message: string;
  /** Shown in the ERROR column. Empty = none. */
  readonly err: string;
  /** When the actor that set it says that it happened (the agent's clock for agent states). */
  readonly timestampMs: number;
  /** When the leader applied it. */
  readonly appliedAtMs: number;
  /** Exit code of the container, once it has ended. */
  readonly exitCode: number | null;
}

/** A task as the managers' store holds it (never changed in place). */
export interface Task {
  readonly id: string;
  readonly version: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly serviceId: string;
  /** The name that the service had when the task was made. */
  readonly serviceName: string;
  readonly serviceLabels: Readonly<Record<string, string>>;
  /** From 1; 0 for tasks of global services, and for a replicated job's first. */
  readonly slot: number;
  /** Empty = not assigned (yet). */
  readonly nodeId: string;
  readonly spec: TaskSpec;
  /** Which version of the service's spec it was made from; `null` = unknown (scheduled one by one). */
  readonly specVersion: number | null;
  readonly endpointSpec: EndpointSpec;
  readonly status: TaskStatus;
  readonly desiredState: TaskState;
  /** Generic resources that it holds on its node: counters, or the names that it was given. */
  readonly assignedGeneric: readonly GenericResource[];
  /** The job iteration it belongs to; `null` for services. */
  readonly jobIteration: number | null;
}
