import { noLimits, noReservations, type Reservations } from '../../objects/resources.ts';
import type { LogDriver, Mount, Placement, PortConfig, TaskSpec } from '../../objects/service.ts';
import type { Task } from '../../objects/task.ts';
import { TaskState } from '../../objects/task-state.ts';
import { plainContainer } from '../../testing/plain-container.ts';

export interface TaskSpecTraits {
  readonly reservations?: Partial<Reservations>;
  readonly placement?: Partial<Placement>;
  readonly mounts?: readonly Mount[];
  readonly logDriver?: LogDriver;
}

export interface TaskTraits {
  readonly id: string;
  readonly serviceId?: string;
  readonly specVersion?: number;
  readonly slot?: number;
  readonly nodeId?: string;
  readonly state?: TaskState;
  readonly desiredState?: TaskState;
  readonly spec?: TaskSpec;
  readonly ports?: readonly PortConfig[];
}

export function makeTaskSpec(traits: TaskSpecTraits = {}): TaskSpec {
  return {
    container: { ...plainContainer('app:1'), mounts: traits.mounts ?? [] },
    reservations: { ...noReservations, ...traits.reservations },
    limits: noLimits,
    restart: null,
    placement: { constraints: [], preferences: [], maxReplicas: 0, platforms: [], ...traits.placement },
    networks: [],
    logDriver: traits.logDriver ?? null,
    forceUpdate: 0,
  };
}

const plainSpec = makeTaskSpec();

/** A pending task without a node, unless told otherwise. */
export function makeTask(traits: TaskTraits): Task {
  const serviceId = traits.serviceId ?? 'svc';
  return {
    id: traits.id,
    version: 1,
    createdAtMs: 0,
    updatedAtMs: 0,
    serviceId,
    serviceName: serviceId,
    serviceLabels: {},
    slot: traits.slot ?? 1,
    nodeId: traits.nodeId ?? '',
    spec: traits.spec ?? plainSpec,
    specVersion: traits.specVersion ?? 1,
    endpointSpec: { mode: 'vip', ports: traits.ports ?? [] },
    status: {
      state: traits.state ?? TaskState.pending,
      message: '',
      err: '',
      timestampMs: 0,
      appliedAtMs: 0,
      exitCode: null,
    },
    desiredState: traits.desiredState ?? TaskState.running,
    assignedGeneric: [],
    jobIteration: null,
  };
}
