import { defaultPlacement } from '../../swarm/objects/defaults.ts';
import type { SwarmNode } from '../../swarm/objects/node.ts';
import { noLimits, noReservations } from '../../swarm/objects/resources.ts';
import type { Service, ServiceSpec, TaskSpec } from '../../swarm/objects/service.ts';
import type { Task, TaskStatus } from '../../swarm/objects/task.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import { plainContainer } from '../../swarm/testing/plain-container.ts';

export function taskSpec(overrides: Partial<TaskSpec> = {}): TaskSpec {
  return {
    container: plainContainer('web:1'),
    reservations: noReservations,
    limits: noLimits,
    restart: null,
    placement: defaultPlacement,
    networks: [],
    logDriver: null,
    forceUpdate: 0,
    ...overrides,
  };
}

export function status(state: TaskStatus['state'], overrides: Partial<TaskStatus> = {}): TaskStatus {
  return { state, message: '', err: '', timestampMs: 0, appliedAtMs: 0, exitCode: null, ...overrides };
}

/** Task web.1 on node n1, running; `overrides` say what a test is about. */
export function task(overrides: Partial<Task> = {}): Task {
  return {
    id: 'task1',
    version: 1,
    createdAtMs: 0,
    updatedAtMs: 0,
    serviceId: 'service1',
    serviceName: 'web',
    serviceLabels: {},
    slot: 1,
    nodeId: 'n1',
    spec: taskSpec(),
    specVersion: 1,
    endpointSpec: { mode: 'vip', ports: [] },
    status: status(TaskState.running),
    desiredState: TaskState.running,
    assignedGeneric: [],
    jobIteration: null,
    ...overrides,
  };
}

export function serviceSpec(overrides: Partial<ServiceSpec> = {}): ServiceSpec {
  return {
    name: 'web',
    labels: {},
    mode: { kind: 'replicated', replicas: 2 },
    task: taskSpec(),
    update: null,
    rollback: null,
    endpoint: { mode: 'vip', ports: [] },
    ...overrides,
  };
}

export function service(overrides: Partial<Service> = {}): Service {
  return {
    id: 'service1',
    version: 1,
    createdAtMs: 0,
    updatedAtMs: 0,
    spec: serviceSpec(),
    specVersion: 1,
    previousSpec: null,
    previousSpecVersion: null,
    endpoint: null,
    updateStatus: null,
    jobStatus: null,
    ...overrides,
  };
}

/** Node n1 (`node1`), ready, 4 CPUs, 8 GiB. */
export function node(overrides: Partial<SwarmNode> = {}): SwarmNode {
  return {
    id: 'n1',
    version: 1,
    createdAtMs: 0,
    updatedAtMs: 0,
    spec: { name: '', labels: {}, desiredRole: 'worker', availability: 'active' },
    role: 'worker',
    status: { state: 'ready', message: '', addr: '10.0.0.1' },
    description: {
      hostname: 'node1',
      platform: { os: 'linux', arch: 'x86_64' },
      resources: { nanoCpus: 4e9, memoryBytes: 8 * 2 ** 30, generic: [] },
      engine: null,
    },
    managerStatus: null,
    ...overrides,
  };
}
