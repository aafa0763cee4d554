import fc from 'fast-check';
import { RandomStreams } from '../../../kernel/random-streams.ts';
import type { SwarmNode } from '../../objects/node.ts';
import type { Task } from '../../objects/task.ts';
import { TaskState } from '../../objects/task-state.ts';
import { type GroupPlacement, Scheduler } from '../scheduler.ts';
import { spread } from '../strategies/spread.ts';
import type { PlacementStrategy } from '../strategy.ts';
import { makeNode } from './make-node.ts';
import { makeTask, makeTaskSpec } from './make-task.ts';

/** What happens to a cluster, one after the other. `nth` picks one of what is there. */
export type Step =
  | { readonly kind: 'group'; readonly service: number; readonly tasks: number }
  | { readonly kind: 'end'; readonly nth: number; readonly state: TaskState }
  | { readonly kind: 'stop'; readonly nth: number }
  /** Tasks of the service fail on the node, often enough to be held against it. */
  | { readonly kind: 'crash-loop'; readonly nth: number; readonly service: number; readonly failures: number }
  | { readonly kind: 'node'; readonly node: SwarmNode }
  | { readonly kind: 'remove-node'; readonly nth: number };

export interface History {
  readonly seed: number;
  readonly nodes: readonly SwarmNode[];
  readonly services: readonly ReturnType<typeof makeTaskSpec>[];
  readonly steps: readonly Step[];
}

const node = (id: string): fc.Arbitrary<SwarmNode> =>
  fc
    .record({
      availability: fc.constantFrom('active', 'active', 'active', 'active', 'pause', 'drain'),
      state: fc.constantFrom('ready', 'ready', 'ready', 'ready', 'down'),
      labels: fc.constantFrom({}, { zone: 'a' }, { zone: 'b' }, { zone: 'b', disk: 'ssd' }),
      nanoCpus: fc.integer({ min: 0, max: 8 }),
      memoryBytes: fc.integer({ min: 0, max: 30 }),
      generic: fc.constantFrom([], [{ kind: 'gpu', value: 2 }], [{ kind: 'gpu', named: ['g1', 'g2', 'g3'] }]),
    })
    .map((traits) => makeNode(id, traits));

const service = fc
  .record({
    nanoCpus: fc.integer({ min: 0, max: 2 }),
    memoryBytes: fc.integer({ min: 0, max: 4 }),
    gpus: fc.constantFrom(0, 0, 0, 1, 2),
    constraints: fc.constantFrom([], [], [], ['node.labels.zone == b'], ['node.labels.disk != ssd']),
    maxReplicas: fc.constantFrom(0, 0, 0, 1, 3),
    spread: fc.constantFrom([], [], [], ['node.labels.zone'], ['node.labels.zone', 'node.labels.disk']),
  })
  .map(({ nanoCpus, memoryBytes, gpus, constraints, maxReplicas, spread }) =>
    makeTaskSpec({
      reservations: { nanoCpus, memoryBytes, generic: gpus === 0 ? [] : [{ kind: 'gpu', value: gpus }] },
      placement: { constraints, maxReplicas, preferences: spread.map((descriptor) => ({ spread: descriptor })) },
    }),
  );

const group: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('group' as const),
  service: fc.nat({ max: 3 }),
  tasks: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 30 })),
});
const end: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('end' as const),
  nth: fc.nat(),
  state: fc.constantFrom(TaskState.failed, TaskState.failed, TaskState.shutdown),
});
const stop: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('stop' as const), nth: fc.nat() });
const crashLoop: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('crash-loop' as const),
  nth: fc.nat(),
  service: fc.nat({ max: 3 }),
  failures: fc.integer({ min: 3, max: 8 }),
});
const removeNode: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('remove-node' as const), nth: fc.nat() });

/** Clusters of up to 24 unequal nodes, on which tasks of four services come and go. */
export const histories: fc.Arbitrary<History> = historiesOf({ min: 1, max: 24 });

/** The same with so many nodes. */
export function historiesOf(nodes: { readonly min: number; readonly max: number }): fc.Arbitrary<History> {
  return fc.integer(nodes).chain(historyOn);
}

function historyOn(size: number): fc.Arbitrary<History> {
  const anyNode = fc.nat({ max: size + 3 }).chain((i) => node(`n${i}`));
  const change: fc.Arbitrary<Step> = anyNode.map((changed) => ({ kind: 'node', node: changed }));
  return fc.record({
    seed: fc.nat(),
    nodes: fc.tuple(...Array.from({ length: size }, (_, i) => node(`n${i}`))),
    services: fc.array(service, { minLength: 4, maxLength: 4 }),
    steps: fc.array(
      fc.oneof({ weight: 4, arbitrary: group }, { weight: 2, arbitrary: end }, stop, change, crashLoop, removeNode),
      {
        minLength: 10,
        maxLength: 60,
      },
    ),
  });
}

/** What one group was given, and what was so when it was. */
export interface Moment {
  readonly group: readonly Task[];
  readonly placement: GroupPlacement;
  readonly nodes: ReadonlyMap<string, SwarmNode>;
  /** Tasks that had a node before and have not ended. */
  readonly before: ReadonlyMap<string, Task>;
  /** Whether one more task like those of the group would be placed by Swarm's own strategy. */
  readonly roomLeft: boolean;
}

/** Lets a scheduler live through a history; answers each group's moment. */
export function live(history: History, strategy: PlacementStrategy): Moment[] {
  const random = new RandomStreams(history.seed).stream('scheduler');
  const scheduler = new Scheduler({ strategy, random, nowMs: () => 0 });
  const nodes = new Map(history.nodes.map((one) => [one.id, one]));
  for (const one of history.nodes) scheduler.upsertNode(one);
  const tasks = new Map<string, Task>();
  const moments: Moment[] = [];
  let made = 0;
  for (const step of history.steps) {
    if (step.kind === 'group') {
      const spec = history.services[step.service]!;
      const group = Array.from({ length: step.tasks }, () =>
        makeTask({ id: `t${made++}`, serviceId: `s${step.service}`, spec }),
      );
      const placement = scheduler.scheduleGroup(group);
      const before = new Map(tasks);
      for (const { task, nodeId, generic } of placement.assignments) {
        const status = { ...task.status, state: TaskState.assigned };
        const assigned = { ...task, nodeId, status, assignedGeneric: generic };
        tasks.set(task.id, assigned);
        scheduler.upsertTask(assigned);
      }
      const probe = makeTask({ id: `t${made++}`, serviceId: `s${step.service}`, spec });
      const roomLeft = hasRoom(probe, nodes, tasks);
      moments.push({ group, placement, nodes: new Map(nodes), before, roomLeft });
    } else if (step.kind === 'node') {
      nodes.set(step.node.id, step.node);
      scheduler.upsertNode(step.node);
    } else if (step.kind === 'crash-loop') {
      const nodeId = nth([...nodes.keys()], step.nth);
      if (nodeId === undefined) continue;
      for (let i = 0; i < step.failures; i++) {
        const traits = { id: `t${made++}`, serviceId: `s${step.service}`, nodeId };
        scheduler.upsertTask(makeTask({ ...traits, state: TaskState.running }));
        scheduler.upsertTask(makeTask({ ...traits, state: TaskState.failed }));
      }
    } else if (step.kind === 'remove-node') {
      const id = nth([...nodes.keys()], step.nth);
      if (id === undefined) continue;
      nodes.delete(id);
      scheduler.removeNode(id);
      for (const task of [...tasks.values()]) if (task.nodeId === id) tasks.delete(task.id);
    } else {
      const task = nth([...tasks.values()], step.nth);
      if (task === undefined) continue;
      const state = step.kind === 'end' ? step.state : task.status.state;
      const changed = { ...task, desiredState: TaskState.shutdown, status: { ...task.status, state } };
      if (step.kind === 'end') tasks.delete(task.id);
      else tasks.set(task.id, changed);
      scheduler.upsertTask(changed);
    }
  }
  return moments;
}

/** By the accounts of a scheduler that knows nothing but what is there now. */
function hasRoom(probe: Task, nodes: ReadonlyMap<string, SwarmNode>, tasks: ReadonlyMap<string, Task>): boolean {
  const random = new RandomStreams(1).stream('probe');
  const scheduler = new Scheduler({ strategy: spread, random, nowMs: () => 0 });
  for (const one of nodes.values()) scheduler.upsertNode(one);
  for (const task of tasks.values()) scheduler.upsertTask(task);
  return scheduler.scheduleGroup([probe]).assignments.length > 0;
}

function nth<T>(items: readonly T[], n: number): T | undefined {
  return items[n % Math.max(1, items.length)];
}
