import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../../kernel/random-streams.ts';
import { TaskState } from '../../objects/task-state.ts';
import { Scheduler } from '../scheduler.ts';
import { placementStrategies } from '../strategies/registry.ts';
import { spread } from '../strategies/spread.ts';
import { makeNode } from '../testing/make-node.ts';
import { makeTask, makeTaskSpec } from '../testing/make-task.ts';
import type { PlacementDecision, PlacementObserver } from './placement-decision.ts';

function recorder() {
  const decisions: PlacementDecision[] = [];
  const observer: PlacementObserver = { wants: () => true, decided: (decision) => void decisions.push(decision) };
  return { decisions, observer };
}

function schedulerOf(strategy = spread, observer?: PlacementObserver): Scheduler {
  const random = new RandomStreams(3).stream('s');
  const scheduler = new Scheduler({ strategy, random, nowMs: () => 7, observer });
  scheduler.upsertNode(makeNode('a', { nanoCpus: 2e9 }));
  scheduler.upsertNode(makeNode('b', { nanoCpus: 1e9 }));
  scheduler.upsertNode(makeNode('c', { nanoCpus: 2e9, labels: { zone: 'x' } }));
  scheduler.upsertTask(makeTask({ id: 'old', nodeId: 'a', serviceId: 'other', state: TaskState.running }));
  return scheduler;
}

const spec = makeTaskSpec({ reservations: { nanoCpus: 1.5e9 } });
const tasksOf = (count: number) =>
  Array.from({ length: count }, (_, i) => makeTask({ id: `t${i}`, slot: i + 1, spec }));

describe('DecisionWatch', () => {
  it('tells how each node stood before the task claimed anything', () => {
    const { decisions, observer } = recorder();
    schedulerOf(spread, observer).scheduleGroup(tasksOf(1));
    expect(decisions.map(({ atMs, nodeId, strategy }) => [atMs, nodeId, strategy])).toEqual([[7, 'c', 'spread']]);
    const standings = decisions[0]!.standings.map(({ nodeId, refusedBy, measures, best }) => [
      nodeId,
      refusedBy,
      measures,
      best,
    ]);
    expect(standings).toEqual([
      ['c', null, { failures: 0, 'tasks of service': 0, tasks: 0 }, true],
      ['a', null, { failures: 0, 'tasks of service': 0, tasks: 1 }, false],
      ['b', 'resource', {}, false],
    ]);
  });

  it('tells what is in the way of a task that stays', () => {
    const { decisions, observer } = recorder();
    schedulerOf(spread, observer).scheduleGroup(tasksOf(3));
    const left = decisions.filter(({ nodeId }) => nodeId === null);
    expect(left).toHaveLength(1);
    const ways = left[0]!.standings.map(({ nodeId, shortfalls }) => [nodeId, shortfalls[0]?.remedy]);
    expect(Object.fromEntries(ways)).toEqual({
      a: 'free 1 CPU there',
      b: 'reserve at most 1 CPU, which is all it has',
      c: 'free 1 CPU there',
    });
  });

  it('tells of a task that came with its node what that node says', () => {
    const { decisions, observer } = recorder();
    schedulerOf(spread, observer).checkPreassigned(makeTask({ id: 'g', nodeId: 'b', spec }));
    expect(decisions).toMatchObject([{ nodeId: null, strategy: '', standings: [{ refusedBy: 'resource' }] }]);
  });

  it('counts the tasks of a preferred value, and calls the best of it the best', () => {
    const { decisions, observer } = recorder();
    const placement = { preferences: [{ spread: 'node.labels.zone' }] };
    const preferring = makeTaskSpec({ placement });
    const tasks = [1, 2].map((slot) => makeTask({ id: `p${slot}`, slot, spec: preferring }));
    schedulerOf(spread, observer).scheduleGroup(tasks);
    const second = decisions[1]!.standings;
    expect(second[0]).toMatchObject({ best: true });
    expect(second.find(({ nodeId }) => nodeId === 'c')?.preferences).toEqual([
      { descriptor: 'node.labels.zone', value: 'x', tasks: decisions[0]!.nodeId === 'c' ? 1 : 0 },
    ]);
  });

  it.each(placementStrategies.map(({ name }) => name))('%s decides as if nobody listened', (name) => {
    const strategy = placementStrategies.find((known) => known.name === name)!;
    const { decisions, observer } = recorder();
    const heard = schedulerOf(strategy, observer).scheduleGroup(tasksOf(3));
    const alone = schedulerOf(strategy).scheduleGroup(tasksOf(3));
    expect(heard).toEqual(alone);
    expect(decisions).toHaveLength(3);
  });
});
