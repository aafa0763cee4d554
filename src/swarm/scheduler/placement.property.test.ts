import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { matchesConstraints, parseConstraints } from '../constraint/constraint.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { Scheduler } from './scheduler.ts';
import { placementStrategies } from './strategies/registry.ts';
import { spread } from './strategies/spread.ts';
import { makeNode } from './testing/make-node.ts';
import { makeTask } from './testing/make-task.ts';
import { histories, historiesOf, live, type Moment } from './testing/random-history.ts';

const runs = { seed: 20_260_101, numRuns: 300 };
const eachRuns = { seed: 20_260_101, numRuns: 60 };

describe('placement by spread', () => {
  it('spreads any number of tasks over equal nodes so that no node has two more than another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 1, max: 80 })),
        fc.nat(),
        (n, groups, seed) => {
          const random = new RandomStreams(seed).stream('scheduler');
          const scheduler = new Scheduler({ strategy: spread, random, nowMs: () => 0 });
          const tasks = new Map<string, number>();
          for (let i = 0; i < n; i++) {
            scheduler.upsertNode(makeNode(`n${i}`));
            tasks.set(`n${i}`, 0);
          }
          for (const [g, size] of groups.entries()) {
            const group = Array.from({ length: size }, (_, i) => makeTask({ id: `t${g}.${i}` }));
            for (const { nodeId } of scheduler.scheduleGroup(group).assignments)
              tasks.set(nodeId, tasks.get(nodeId)! + 1);
            const counts = [...tasks.values()];
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          }
        },
      ),
      runs,
    );
  });
});

describe.each(placementStrategies.map((strategy) => ({ name: strategy.name, strategy })))(
  'placement by $name',
  ({ strategy }) => {
    it.each([
      ['a few', histories, 100],
      ['a hundred', historiesOf({ min: 70, max: 130 }), 20],
    ])('is the same from indexes as from a scan of all nodes, with %s of them', (_, anyHistory, numRuns) => {
      fc.assert(
        fc.property(anyHistory, (history) => {
          expect(decisions(live(history, strategy))).toEqual(decisions(live(history, strategy.byScan)));
        }),
        { ...eachRuns, numRuns },
      );
    });

    it('gives no node more than it has', () => {
      fc.assert(
        fc.property(histories, (history) => {
          for (const moment of live(history, strategy)) {
            for (const { nodeId } of moment.placement.assignments) expect(overcommitted(moment, nodeId)).toBe(false);
          }
        }),
        eachRuns,
      );
    });

    it('puts tasks only on nodes that are ready, match the constraints and have fewer than the most replicas', () => {
      fc.assert(
        fc.property(histories, (history) => {
          for (const moment of live(history, strategy)) {
            for (const { task, nodeId } of moment.placement.assignments) {
              const node = moment.nodes.get(nodeId)!;
              const { constraints, maxReplicas } = task.spec.placement;
              expect(node.status.state).toBe('ready');
              expect(node.spec.availability).toBe('active');
              expect(matchesConstraints(parseConstraints(constraints), node)).toBe(true);
              if (maxReplicas > 0) expect(activeOn(moment, nodeId, task.serviceId)).toBeLessThanOrEqual(maxReplicas);
            }
          }
        }),
        eachRuns,
      );
    });

    it('gives every task of a group a node or leaves it, each once, and says why it leaves one', () => {
      fc.assert(
        fc.property(histories, (history) => {
          for (const { group, placement, nodes } of live(history, strategy)) {
            const seen = [
              ...placement.assignments.map(({ task }) => task.id),
              ...placement.unplaced.map(({ id }) => id),
            ];
            expect(seen.toSorted(byText)).toEqual(group.map(({ id }) => id).toSorted(byText));
            expect(placement.explanation !== '').toBe(placement.unplaced.length > 0 && nodes.size > 0);
          }
        }),
        eachRuns,
      );
    });

    it('leaves no task as long as a node has room for it', () => {
      fc.assert(
        fc.property(histories, (history) => {
          for (const { placement, roomLeft } of live(history, strategy)) {
            if (placement.unplaced.length > 0) expect(roomLeft).toBe(false);
          }
        }),
        eachRuns,
      );
    });

    it('is the same under the same seed', () => {
      fc.assert(
        fc.property(histories, (history) => {
          expect(decisions(live(history, strategy))).toEqual(decisions(live(history, strategy)));
        }),
        eachRuns,
      );
    });
  },
);

function decisions(moments: readonly Moment[]) {
  return moments.map(({ placement: { assignments, unplaced, explanation } }) => ({
    assignments: assignments.map(({ task, nodeId, generic }) => [task.id, nodeId, generic]),
    unplaced: unplaced.map(({ id }) => id),
    explanation,
  }));
}

/** What is on the node right after the group has been placed. */
function tasksOn({ before, placement }: Moment, nodeId: string): Task[] {
  const placed = placement.assignments.filter((assignment) => assignment.nodeId === nodeId).map(({ task }) => task);
  return [...[...before.values()].filter((task) => task.nodeId === nodeId), ...placed];
}

function overcommitted(moment: Moment, nodeId: string): boolean {
  const tasks = tasksOn(moment, nodeId);
  const node = moment.nodes.get(nodeId)!;
  const { nanoCpus, memoryBytes } = node.description!.resources!;
  const reserved = (of: (task: Task) => number) => tasks.reduce((sum, task) => sum + of(task), 0);
  const wantsCpu = tasks.at(-1)!.spec.reservations.nanoCpus > 0;
  const wantsMemory = tasks.at(-1)!.spec.reservations.memoryBytes > 0;
  // A node that has shrunk may have too little for what it holds already; a newcomer must not have made it worse.
  return (
    (wantsCpu && reserved(({ spec }) => spec.reservations.nanoCpus) > nanoCpus) ||
    (wantsMemory && reserved(({ spec }) => spec.reservations.memoryBytes) > memoryBytes) ||
    gpuShortage(moment, node)
  );
}

/** Whether a name was given out twice, or the group's tasks did not get as many as they reserve. */
function gpuShortage({ placement }: Moment, node: SwarmNode): boolean {
  const mine = placement.assignments.filter(({ nodeId }) => nodeId === node.id);
  const names = mine.flatMap(({ generic }) =>
    generic.flatMap((resource) => ('named' in resource ? resource.named : [])),
  );
  const short = mine.some(({ task, generic }) => {
    const wanted = task.spec.reservations.generic.reduce((sum, { value }) => sum + value, 0);
    const got = generic.reduce((sum, one) => sum + ('value' in one ? one.value : one.named.length), 0);
    return got !== wanted;
  });
  return short || new Set(names).size < names.length;
}

function activeOn(moment: Moment, nodeId: string, serviceId: string): number {
  return tasksOn(moment, nodeId).filter(
    (task) => task.serviceId === serviceId && task.desiredState <= TaskState.complete,
  ).length;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
