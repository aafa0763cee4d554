import { describe, expect, it } from 'vitest';
import { defaultPlacement } from '../objects/defaults.ts';
import type { ServiceSpec, TaskSpec } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { TestSwarm } from '../testing/test-swarm.ts';
import { watchInvariants } from './watch-invariants.ts';

/** Two replicas of `web` run on two nodes of 4 CPUs, and nothing is broken yet. */
class Watched {
  readonly test: TestSwarm;

  constructor(spec: Partial<Omit<ServiceSpec, 'task'>> = {}, task: Partial<TaskSpec> = {}, managers = 0) {
    this.test = new TestSwarm(Math.max(2, managers), { managers });
    watchInvariants(this.test.swarm, this.test.loop);
    this.test.create(serviceSpec('web', { mode: { kind: 'replicated', replicas: 2 }, ...spec, task }));
    this.test.runUntil(() => this.test.running('web').length === 2);
    // Whoever noted something at the last event has looked at it.
    this.check();
  }

  get store() {
    return this.test.swarm.store;
  }

  get task(): Task {
    return this.test.running('web')[0]!;
  }

  /** A write that nothing in the swarm would make. */
  write(differences: Partial<Task>, task = this.task): void {
    this.store.update((tx) => tx.updateTask({ ...task, ...differences }));
  }

  /** One more task, like those that run but for this. */
  add(id: string, differences: Partial<Task>): Task {
    const { task } = this;
    this.store.update((tx) => tx.createTask({ ...task, slot: 9, ...differences, id }));
    return this.store.tasks.get(id)!;
  }

  /** One more task, without a node, that then gets this one. */
  place(id: string, nodeId: string, differences: Partial<Task> = {}): void {
    const { status } = this.task;
    const pending = { nodeId: '', status: { ...status, state: TaskState.pending }, ...differences };
    const task = this.add(id, pending);
    this.write({ nodeId, status: { ...status, state: TaskState.assigned } }, task);
  }

  /** What is looked at after each event. */
  check(): void {
    this.test.loop.afterEvent?.();
  }
}

describe('a watch over the swarm finds', () => {
  it('a task that goes back', () => {
    const watched = new Watched();
    const status = { ...watched.task.status, state: TaskState.starting };
    expect(() => watched.write({ status })).toThrow(/went back from running to starting/);
  });

  it('a task that moves', () => {
    const watched = new Watched();
    const nodeId = watched.task.nodeId === 'n1' ? 'n2' : 'n1';
    expect(() => watched.write({ nodeId })).toThrow(/moved from node/);
  });

  it('a desired state that goes back', () => {
    const watched = new Watched();
    expect(() => watched.write({ desiredState: TaskState.ready })).toThrow(/desired state .* from running to ready/);
  });

  it('a task on a node that does not exist', () => {
    const watched = new Watched();
    expect(() => watched.place('new', 'n9')).toThrow(/a node that does not exist: n9/);
  });

  it('a task that is placed on a drained node', () => {
    const watched = new Watched();
    watched.test.setAvailability('n2', 'drain');
    watched.test.loop.runUntil(watched.test.loop.nowMs + 1);
    expect(() => watched.place('new', 'n2')).toThrow(/node n2, which is ready and drain/);
  });

  it('a task that is placed against its constraints', () => {
    const placement = { ...defaultPlacement, constraints: ['node.hostname==n1'] };
    const watched = new Watched({}, { placement });
    expect(() => watched.place('new', 'n2')).toThrow(/against its constraints node.hostname==n1/);
  });

  it('a node that is over-committed', () => {
    const watched = new Watched();
    const reservations = { nanoCpus: 5e9, memoryBytes: 0, generic: [] };
    watched.place('new', 'n1', { spec: { ...watched.task.spec, reservations } });
    expect(() => watched.check()).toThrow(/node n1 is over-committed by 1000000000 nanoCPUs/);
  });

  it.each([
    ['service', 'ofInstance'],
    ['node', 'ofNode'],
  ] as const)('a task that the index by %s has lost', (index, lookup) => {
    const watched = new Watched();
    watched.write({});
    watched.store.tasks[lookup] = () => [];
    expect(() => watched.check()).toThrow(`is 0 times in its ${index}'s index`);
  });

  it('a write without a quorum of managers', () => {
    const watched = new Watched({}, {}, 3);
    const { swarm } = watched.test;
    swarm.crash('n2');
    swarm.crash('n3');
    watched.test.runUntil(() => !swarm.raft.commits);
    expect(() => watched.write({})).toThrow(/written without a quorum/);
  });

  it('two tasks in a slot', () => {
    const watched = new Watched();
    watched.add('second', { slot: watched.task.slot });
    expect(() => watched.check()).toThrow(/web: .* and second are both wanted in slot/);
  });

  it('an update of more slots at a time than it may', () => {
    const watched = new Watched();
    const service = watched.test.swarm.control.findService('web');
    const specVersion = (service.specVersion ?? 0) + 1;
    watched.store.update((tx) => tx.updateService({ ...service, specVersion }));
    for (const old of watched.test.running('web')) {
      const status = { ...old.status, state: TaskState.new };
      watched.write({ desiredState: TaskState.shutdown }, old);
      const replacement = { ...old, id: `new${old.slot}`, specVersion, status, desiredState: TaskState.ready };
      watched.store.update((tx) => tx.createTask(replacement));
    }
    expect(() => watched.check()).toThrow(/web: 2 slots are being updated, 1 may be at a time/);
  });

  it('two tasks with one host port', () => {
    const ports = [{ protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'host' }] as const;
    const watched = new Watched({ endpoint: { mode: 'vip', ports } });
    watched.place('new', watched.task.nodeId);
    expect(() => watched.check()).toThrow(/and new both publish 8080\/tcp of node/);
  });

  it('more tasks on a node than their placement allows', () => {
    const watched = new Watched({}, { placement: { ...defaultPlacement, maxReplicas: 1 } });
    watched.place('new', 'n1');
    expect(() => watched.check()).toThrow(/node n1 has 2 tasks of web, not 1 at most/);
  });
});
