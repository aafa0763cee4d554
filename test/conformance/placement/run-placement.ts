import { RandomStreams } from '../../../src/kernel/random-streams.ts';
import { noReservations, type Reservations } from '../../../src/swarm/objects/resources.ts';
import type { PortConfig, TaskSpec } from '../../../src/swarm/objects/service.ts';
import type { Task } from '../../../src/swarm/objects/task.ts';
import { TaskState } from '../../../src/swarm/objects/task-state.ts';
import { Scheduler } from '../../../src/swarm/scheduler/scheduler.ts';
import type { PlacementStrategy } from '../../../src/swarm/scheduler/strategy.ts';
import { makeTask, makeTaskSpec } from '../../../src/swarm/scheduler/testing/make-task.ts';
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
    repeat(count, () => tasks.failing(node, otherSpecVersion === true ? olderSpecVersion : specVersion)),
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
    this.#spec = makeTaskSpec({
      reservations: toReservations(service.reservations),
      placement: {
        constraints: service.constraints ?? [],
        preferences: (service.spread ?? []).map((descriptor) => ({ spread: descriptor })),
        maxReplicas: service.maxReplicasPerNode ?? 0,
        platforms: (service.platforms ?? []).map(({ os, arch }) => ({ os: os ?? '', arch: arch ?? '' })),
      },
    });
  }

  fresh(): Task {
    const ports = (this.#service.hostPorts ?? []).map(toPortConfig);
    return makeTask({ id: this.#id(), serviceId: serviceUnderTest, specVersion, spec: this.#spec, ports });
  }

  /** One that will have failed; it holds no host ports. */
  failing(nodeId: string, version: number): Task {
    const { running } = TaskState;
    return makeTask({
      id: this.#id(),
      serviceId: serviceUnderTest,
      specVersion: version,
      nodeId,
      state: running,
      spec: this.#spec,
    });
  }

  existing({ service, node, state, desired, reservations, hostPorts }: ExistingTasks): Task {
    return makeTask({
      id: this.#id(),
      serviceId: service,
      specVersion,
      nodeId: node,
      state: TaskState[state ?? 'running'],
      desiredState: TaskState[desired ?? 'running'],
      spec: makeTaskSpec({ reservations: toReservations(reservations) }),
      ports: (hostPorts ?? []).map(toPortConfig),
    });
  }

  #id(): string {
    this.#made++;
    return `t${this.#made}`;
  }
}

function toReservations(recorded: RecordedReservations | undefined): Reservations {
  if (recorded === undefined) return noReservations;
  const generic = (recorded.generic ?? []).flatMap((wanted) => ('value' in wanted ? [wanted] : []));
  return { nanoCpus: recorded.nanoCPUs ?? 0, memoryBytes: recorded.memoryBytes ?? 0, generic };
}

function toPortConfig({ protocol, published }: RecordedHostPort): PortConfig {
  return { protocol, targetPort: published, publishedPort: published, publishMode: 'host' };
}
