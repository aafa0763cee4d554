import { RandomStreams } from '../../../src/kernel/random-streams.ts';
import { noLimits, noReservations, type Reservations } from '../../../src/swarm/objects/resources.ts';
import type { PortConfig, TaskSpec } from '../../../src/swarm/objects/service.ts';
import type { Task } from '../../../src/swarm/objects/task.ts';
import { TaskState } from '../../../src/swarm/objects/task-state.ts';
import { Scheduler } from '../../../src/swarm/scheduler/scheduler.ts';
import type { PlacementStrategy } from '../../../src/swarm/scheduler/strategy.ts';
import { toSwarmNode } from '../recorded-node.ts';
import type {
  ExistingTasks,
  PlacementCase,
  RecordedHostPort,
  RecordedReservations,
  RecordedService,
  Wave,
} from './placement-case.ts';

const serviceUnderTest = 'svc';
const specVersion = 2;
const olderSpecVersion = 1;

/** Runs the case once; the answer has a wave for each of the case's. */
export function runPlacement(recorded: PlacementCase, strategy: PlacementStrategy, seed: number): Wave[] {
  const random = new RandomStreams(seed).stream('conformance/placement');
  const scheduler = new Scheduler({ strategy, random, nowMs: () => 0 });
  for (const node of recorded.nodes) scheduler.upsertNode(toSwarmNode(node));
  const tasks = new TaskMaker(recorded.service);
  const failing = (recorded.failures ?? []).flatMap(({ node, count, otherSpecVersion }) =>
    repeat(count, () => tasks.running(node, otherSpecVersion === true ? olderSpecVersion : specVersion)),
  );
  const existing = (recorded.existing ?? []).flatMap((group) => repeat(group.count, () => tasks.existing(group)));
  // A new leader finds the tasks in any order.
  for (const task of random.shuffle([...existing, ...failing])) scheduler.upsertTask(task);
  for (const task of failing) {
    scheduler.upsertTask({ ...task, status: { ...task.status, state: TaskState.failed } });
  }

  const placed = new Map(recorded.nodes.map(({ id }) => [id, 0]));
  let pending: readonly Task[] = [];
  let created = 0;
  return recorded.service.waves.map((size) => {
    created += size;
    pending = [...pending, ...repeat(size, () => tasks.fresh())];
    let explanation = '';
    // Each write of a text makes the scheduler try again, until nothing changes any more.
    for (let text: string | null = null; pending.length > 0 && text !== explanation; ) {
      text = explanation;
      const group = scheduler.scheduleGroup(pending);
      for (const { nodeId } of group.assignments) placed.set(nodeId, (placed.get(nodeId) ?? 0) + 1);
      pending = group.unplaced;
      explanation = group.explanation;
    }
    const message = explanation === '' ? 'no suitable node' : `no suitable node (${explanation})`;
    return { created, pending: pending.length, messages: pending.map(() => message), newPerNode: new Map(placed) };
  });
}

function repeat<T>(times: number, make: () => T): T[] {
  return Array.from({ length: times }, make);
}

class TaskMaker {
  readonly #service: RecordedService;
  readonly #spec: TaskSpec;
  #made = 0;

  constructor(service: RecordedService) {
    this.#service = service;
    this.#spec = toTaskSpec(service);
  }

  fresh(): Task {
    return this.#task({ spec: this.#spec, ports: this.#service.hostPorts ?? [] });
  }

  running(nodeId: string, version: number): Task {
    return this.#task({ nodeId, specVersion: version, state: TaskState.running, spec: this.#spec });
  }

  existing({ service, node, state, desired, reservations, hostPorts }: ExistingTasks): Task {
    return this.#task({
      serviceId: service,
      nodeId: node,
      state: TaskState[state ?? 'running'],
      desiredState: TaskState[desired ?? 'running'],
      spec: toTaskSpec(reservations === undefined ? {} : { reservations }),
      ports: hostPorts ?? [],
    });
  }

  #task(given: {
    readonly spec: TaskSpec;
    readonly serviceId?: string;
    readonly nodeId?: string;
    readonly specVersion?: number;
    readonly state?: TaskState;
    readonly desiredState?: TaskState;
    readonly ports?: readonly RecordedHostPort[];
  }): Task {
    this.#made++;
    const serviceId = given.serviceId ?? serviceUnderTest;
    return {
      id: `t${this.#made}`,
      version: 1,
      createdAtMs: 0,
      updatedAtMs: 0,
      serviceId,
      serviceName: serviceId,
      serviceLabels: {},
      slot: this.#made,
      nodeId: given.nodeId ?? '',
      spec: given.spec,
      specVersion: given.specVersion ?? specVersion,
      endpointSpec: { mode: 'vip', ports: (given.ports ?? []).map(toPortConfig) },
      status: {
        state: given.state ?? TaskState.pending,
        message: '',
        err: '',
        timestampMs: 0,
        appliedAtMs: 0,
        exitCode: null,
      },
      desiredState: given.desiredState ?? TaskState.running,
      assignedGeneric: [],
      jobIteration: null,
    };
  }
}

function toTaskSpec(service: Partial<RecordedService>): TaskSpec {
  return {
    container: {
      image: 'app:1',
      command: [],
      args: [],
      env: [],
      labels: {},
      hostname: '',
      stopSignal: '',
      stopGracePeriodMs: null,
      healthcheck: null,
      mounts: [],
      secrets: [],
      configs: [],
    },
    reservations: toReservations(service.reservations),
    limits: noLimits,
    restart: null,
    placement: {
      constraints: service.constraints ?? [],
      preferences: (service.spread ?? []).map((descriptor) => ({ spread: descriptor })),
      maxReplicas: service.maxReplicasPerNode ?? 0,
      platforms: (service.platforms ?? []).map(({ os, arch }) => ({ os: os ?? '', arch: arch ?? '' })),
    },
    networks: [],
    logDriver: null,
    forceUpdate: 0,
  };
}

function toReservations(recorded: RecordedReservations | undefined): Reservations {
  if (recorded === undefined) return noReservations;
  const generic = (recorded.generic ?? []).flatMap((wanted) => ('value' in wanted ? [wanted] : []));
  return { nanoCpus: recorded.nanoCPUs ?? 0, memoryBytes: recorded.memoryBytes ?? 0, generic };
}

function toPortConfig({ protocol, published }: RecordedHostPort): PortConfig {
  return { protocol, targetPort: published, publishedPort: published, publishMode: 'host' };
}
