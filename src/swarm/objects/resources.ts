/** One generic resource: a counter of equal things, or a set of named ones. A service may only reserve counters. */
export type GenericResource =
  | { readonly kind: string; readonly value: number }
  | { readonly kind: string; readonly named: readonly string[] };

/** A discrete demand for a generic resource. */
export interface GenericReservation {
  readonly kind: string;
  readonly value: number;
}

/** What a node offers: whole numbers of 1e-9 CPUs and of bytes. */
export interface NodeResources {
  readonly nanoCpus: number;
  readonly memoryBytes: number;
  readonly generic: readonly GenericResource[];
}

/** What a task asks the scheduler to set aside. 0 = no reservation. */
export interface Reservations {
  readonly nanoCpus: number;
  readonly memoryBytes: number;
  readonly generic: readonly GenericReservation[];
}

/** What a container may use at most; never looked at by the scheduler. 0 = no limit. */
export interface Limits {
  readonly nanoCpus: number;
  readonly memoryBytes: number;
}

export const noReservations: Reservations = { nanoCpus: 0, memoryBytes: 0, generic: [] };
export const noLimits: Limits = { nanoCpus: 0, memoryBytes: 0 };
