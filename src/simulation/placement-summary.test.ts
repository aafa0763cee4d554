import { describe, expect, it } from 'vitest';
import { defaultPlacement } from '../swarm/objects/defaults.ts';
import type { SwarmNode } from '../swarm/objects/node.ts';
import { noReservations, type Reservations } from '../swarm/objects/resources.ts';
import type { ServiceSpec } from '../swarm/objects/service.ts';
import { TaskState } from '../swarm/objects/task-state.ts';
import { roomOf } from './node-room.ts';
import { placementSummary } from './placement-summary.ts';
import { PendingRecorder } from './recorders/pending-recorder.ts';
import { node, service, serviceSpec, status, task, taskSpec } from './testing/task.ts';

const gib = 2 ** 30;

/** 4 CPUs and 8 GiB each, like all nodes here. */
function nodeNamed(id: string, overrides: Partial<SwarmNode> = {}): SwarmNode {
  return node({ id, ...overrides });
}

function reserving(overrides: Partial<Reservations>) {
  return taskSpec({ reservations: { ...noReservations, ...overrides } });
}

function headroomOf(spec: Partial<ServiceSpec>, nodes: readonly SwarmNode[], tasks = [task()]) {
  const one = service({ spec: serviceSpec(spec) });
  return placementSummary(roomOf(nodes, tasks), [one], new PendingRecorder()).headroom.web;
}

describe('room', () => {
  it('is on nodes that are ready and active, and taken from assignment until a task has ended', () => {
    const spec = reserving({ nanoCpus: 1e9 });
    const tasks = [
      task({ id: 'a', spec, status: status(TaskState.assigned) }),
      task({ id: 'b', spec, status: status(TaskState.running), desiredState: TaskState.shutdown }),
      task({ id: 'c', spec, status: status(TaskState.shutdown) }),
      task({ id: 'd', spec, status: status(TaskState.pending), nodeId: '' }),
    ];
    const drained = node({ id: 'n2', spec: { ...node().spec, availability: 'drain' } });
    const down = node({ id: 'n3', status: { ...node().status, state: 'down' } });
    const rooms = roomOf([node(), drained, down], tasks);
    expect(rooms.map(({ info, running }) => [info.node.id, info.freeNanoCpus, running])).toEqual([['n1', 2e9, 1]]);
  });
});

describe('headroom', () => {
  const nodes = [nodeNamed('n1'), nodeNamed('n2')];

  it('counts the copies that fit on each node, by whatever runs out first', () => {
    const tasks = [task({ spec: reserving({ nanoCpus: 1e9 }) })];
    expect(headroomOf({ task: reserving({ nanoCpus: 15e8 }) }, nodes, tasks)).toBe(2 + 2);
    expect(headroomOf({ task: reserving({ nanoCpus: 1e9, memoryBytes: 4 * gib }) }, nodes, tasks)).toBe(2 + 2);
  });

  it('counts generic resources', () => {
    const resources = { nanoCpus: 4e9, memoryBytes: 8 * gib, generic: [{ kind: 'gpu', value: 5 }] };
    const withGpus = node({ id: 'n2', description: { ...node().description!, resources } });
    expect(headroomOf({ task: reserving({ generic: [{ kind: 'gpu', value: 2 }] }) }, [node(), withGpus])).toBe(2);
  });

  it('is without bound for what reserves nothing', () => {
    expect(headroomOf({}, nodes)).toBeNull();
  });

  it('is nothing where no node meets the constraints', () => {
    const placement = { ...defaultPlacement, constraints: ['node.role==manager'] };
    expect(headroomOf({ task: taskSpec({ placement }) }, nodes)).toBe(0);
  });

  it('is bounded by the replicas that a node may have, and by host ports', () => {
    const placement = { ...defaultPlacement, maxReplicas: 3 };
    expect(headroomOf({ task: taskSpec({ placement }) }, nodes)).toBe(2 + 3);
    const port = { protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'host' } as const;
    const endpoint = { mode: 'vip', ports: [port] } as const;
    expect(headroomOf({ endpoint }, nodes, [task({ endpointSpec: endpoint })])).toBe(1);
  });
});

describe('the placement at the end', () => {
  it('has the imbalance of running tasks and of reserved shares over nodes', () => {
    const spec = reserving({ nanoCpus: 1e9, memoryBytes: 2 * gib });
    const tasks = ['a', 'b', 'c'].map((id) => task({ id, spec }));
    const summary = placementSummary(roomOf([nodeNamed('n1'), nodeNamed('n2')], tasks), [], new PendingRecorder());
    expect(summary).toMatchObject({
      imbalance_max: 1.5,
      imbalance_sd: 1.5,
      reserved_cpu_imbalance_sd: 0.375,
      reserved_memory_imbalance_sd: 0.375,
    });
  });

  it('counts the room as wasted where no service fits any more', () => {
    const spec = reserving({ nanoCpus: 3e9, memoryBytes: gib });
    const rooms = roomOf([nodeNamed('n1'), nodeNamed('n2')], [task({ spec })]);
    const summary = placementSummary(rooms, [service({ spec: serviceSpec({ task: spec }) })], new PendingRecorder());
    expect(summary.fragmentation_cpu).toBeCloseTo(1 / 5, 12);
    expect(summary.fragmentation_memory).toBeCloseTo(7 / 15, 12);
  });

  it('is all noughts without nodes', () => {
    const { headroom, ...numbers } = placementSummary([], [service()], new PendingRecorder());
    expect(new Set(Object.values(numbers))).toEqual(new Set([0]));
    expect(headroom).toEqual({ web: 0 });
  });
});
