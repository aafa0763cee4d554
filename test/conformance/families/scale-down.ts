import { EventLoop } from '../../../src/kernel/event-loop.ts';
import { RandomStreams } from '../../../src/kernel/random-streams.ts';
import { defaultRestartPolicy } from '../../../src/swarm/objects/defaults.ts';
import type { RestartCondition, Service } from '../../../src/swarm/objects/service.ts';
import { TaskState, type TaskStateName } from '../../../src/swarm/objects/task-state.ts';
import { newTask } from '../../../src/swarm/orchestrator/new-task.ts';
import { makeOrchestratorTools } from '../../../src/swarm/orchestrator/orchestrator-tools.ts';
import { ReplicatedOrchestrator } from '../../../src/swarm/orchestrator/replicated.ts';
import { Reactor } from '../../../src/swarm/reactor.ts';
import { IdSource } from '../../../src/swarm/store/ids.ts';
import { Store } from '../../../src/swarm/store/store.ts';
import type { CaseResult, Family } from '../family.ts';
import { firstDifference } from '../first-difference.ts';
import { toServiceSpec } from '../scenario/to-service-spec.ts';

interface ScaleDownCase {
  readonly id: string;
  readonly restartCondition: RestartCondition;
  readonly nodes: readonly string[];
  /** [slot, node, state, desired] */
  readonly tasks: readonly (readonly [number, string, TaskStateName, TaskStateName])[];
  readonly replicas: number;
  readonly expect: {
    readonly countingSlots: number;
    readonly deadTasksDeleted: number;
    readonly tasksCreated: number;
    readonly forced: boolean;
    readonly removedSlots: readonly number[];
    readonly mustRemove?: readonly number[];
    readonly removeFrom?: readonly number[];
    readonly howManyFrom?: number;
  };
}

interface Result {
  readonly countingSlots: number;
  readonly deadTasksDeleted: number;
  readonly tasksCreated: number;
  readonly removedSlots: readonly number[];
}

/** Which slots a scale-down removes: the orchestrator for replicated services alone. */
export const scaleDown: Family = {
  name: 'scale-down',
  accepts: ({ family }) => family === 'scale-down',
  *run(file): Iterable<CaseResult> {
    for (const golden of (file as { cases: readonly ScaleDownCase[] }).cases) {
      const difference = compare(golden, run(golden));
      yield difference === null ? { id: golden.id, passed: true } : { id: golden.id, passed: false, difference };
    }
  },
};

function run(golden: ScaleDownCase): Result {
  const loop = new EventLoop();
  const random = new RandomStreams(1);
  const ids = new IdSource(random.stream('swarm/ids'));
  const store = new Store(() => loop.nowMs);
  const service = fill(golden, store, ids);
  const tools = makeOrchestratorTools(store, loop, ids, random.stream('swarm/orchestrator/replicated'));
  let countingSlots = 0;
  for (const [, tasks] of store.tasks.instancesOf(service.id)) {
    if (tools.restarts.updatable(tasks, service).length > 0) countingSlots++;
  }
  const removed = new Set<string>();
  const removedSlots = new Set<number>();
  let deadTasksDeleted = 0;
  let tasksCreated = 0;
  store.onCommit((changes) => {
    for (const change of changes) {
      if (change.kind !== 'task') continue;
      if (change.before === null) tasksCreated++;
      else if (change.after === null) deadTasksDeleted += removed.has(change.before.id) ? 0 : 1;
      else if (change.after.desiredState === TaskState.remove) {
        removed.add(change.after.id);
        removedSlots.add(change.after.slot);
      }
    }
  });
  const reactor = new Reactor(loop, store, 0);
  reactor.add(new ReplicatedOrchestrator(tools));
  tools.updates.onWork(reactor.add(tools.updates));
  tools.restarts.onWork(reactor.add(tools.restarts));
  loop.runUntil(0);
  // What the updater of a slot with two live tasks creates later does not count: only time 0 is looked at.
  return { countingSlots, deadTasksDeleted, tasksCreated, removedSlots: [...removedSlots].sort((a, b) => a - b) };
}

function fill(golden: ScaleDownCase, store: Store, ids: IdSource): Service {
  const spec = toServiceSpec({
    name: 'svc',
    mode: 'replicated',
    replicas: golden.replicas,
    image: 1,
    restart: { ...defaultRestartPolicy, condition: golden.restartCondition },
  });
  const id = ids.next();
  store.update((tx) => {
    tx.createService({
      id,
      spec,
      specVersion: 0,
      previousSpec: null,
      previousSpecVersion: null,
      endpoint: null,
      updateStatus: null,
      jobStatus: null,
    });
  });
  const service = store.services.get(id);
  if (service === undefined) throw new Error('the service is not in the store');
  store.update((tx) => {
    for (const node of golden.nodes) {
      tx.createNode({
        id: node,
        spec: { name: '', labels: {}, desiredRole: 'worker', availability: 'active' },
        role: 'worker',
        status: { state: 'ready', message: '', addr: '' },
        description: null,
        managerStatus: null,
      });
    }
    for (const [slot, nodeId, state, desired] of golden.tasks) {
      const task = newTask(ids.next(), service, slot, nodeId, 0);
      tx.createTask({ ...task, desiredState: TaskState[desired], status: { ...task.status, state: TaskState[state] } });
    }
  });
  return service;
}

function compare({ expect }: ScaleDownCase, result: Result): string | null {
  const { countingSlots, deadTasksDeleted, tasksCreated, forced } = expect;
  const counts = { countingSlots, deadTasksDeleted, tasksCreated };
  const { removedSlots, ...counted } = result;
  const difference = firstDifference(counts, counted);
  if (difference !== null) return difference;
  if (forced) return firstDifference(expect.removedSlots, removedSlots, 'removedSlots');
  const { mustRemove = [], removeFrom = [], howManyFrom = 0 } = expect;
  const chosen = removedSlots.filter((slot) => !mustRemove.includes(slot));
  const missing = mustRemove.filter((slot) => !removedSlots.includes(slot));
  const foreign = chosen.filter((slot) => !removeFrom.includes(slot));
  if (missing.length === 0 && foreign.length === 0 && chosen.length === howManyFrom) return null;
  return `removed ${removedSlots.join(', ')}: expected ${mustRemove.join(', ')} and ${howManyFrom} of ${removeFrom.join(', ')}`;
}
