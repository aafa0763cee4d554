import type { Task } from '../swarm/objects/task.ts';
import type {
  PlacementDecision,
  PlacementObserver,
  Standing,
} from '../swarm/scheduler/decisions/placement-decision.ts';
import type { Scenario } from './scenario.ts';
import { Simulation, type SimulationOptions } from './simulation.ts';

export interface TaskExplanation {
  /** Of all tasks that went by the name, in their order. */
  readonly decisions: readonly ExplainedDecision[];
  /** Names of all tasks that something was decided on. */
  readonly names: readonly string[];
}

/** A decision, and how often it came to the same again: a pending task is looked at whenever something has changed. */
export interface ExplainedDecision extends PlacementDecision {
  readonly lastAtMs: number;
  readonly times: number;
}

/**
 * Runs a scenario until an instant and tells all decisions on the tasks of a name (`web.3`; a global service's `web.worker1`)
 * or an id.
 *
 * @throws {RefusedCommandError} as a run does
 */
export function explainTask(
  scenario: Scenario,
  asked: string,
  untilMs: number,
  options: SimulationOptions = {},
): TaskExplanation {
  const names = new Set<string>();
  const decisions: ExplainedDecision[] = [];
  let nameOfNode = (id: string) => id;
  const placements: PlacementObserver = {
    wants(task) {
      const name = nameOf(task, nameOfNode);
      names.add(name);
      return name === asked || task.id === asked;
    },
    decided(decision) {
      const last = decisions.at(-1);
      if (last !== undefined && isTheSame(last, decision)) {
        decisions[decisions.length - 1] = { ...last, lastAtMs: decision.atMs, times: last.times + 1 };
      } else decisions.push({ ...decision, lastAtMs: decision.atMs, times: 1 });
    },
  };
  const simulation = new Simulation(scenario, { ...options, placements });
  nameOfNode = (id) => simulation.world.directory.nameOf(id);
  simulation.advanceTo(untilMs);
  return { decisions, names: [...names] };
}

function nameOf({ serviceName, slot, nodeId }: Task, nameOfNode: (id: string) => string): string {
  return `${serviceName}.${slot === 0 && nodeId !== '' ? nameOfNode(nodeId) : slot}`;
}

function isTheSame(a: PlacementDecision, b: PlacementDecision): boolean {
  return a.task.id === b.task.id && a.nodeId === null && b.nodeId === null && reasons(a) === reasons(b);
}

function reasons({ standings }: PlacementDecision): string {
  const told = standings.map(({ nodeId, shortfalls }) => JSON.stringify([nodeId, shortfalls]));
  return told.sort((a, b) => (a < b ? -1 : 1)).join('\n');
}

/** What would let a pending task run on a node. */
export interface NearestChange {
  readonly hostname: string;
  /** What is in the way there: what it lacks, and what to do about it. */
  readonly shortfalls: Standing['shortfalls'];
}

/** More are no help. */
const mostChanges = 3;

/** The nodes with the least in the way of a task, the nearest first; of nodes that call for the same only one. */
export function nearestChanges(standings: readonly Standing[]): NearestChange[] {
  const near = standings
    .filter(({ shortfalls }) => shortfalls.length > 0)
    .sort((a, b) => a.shortfalls.length - b.shortfalls.length || distance(a) - distance(b) || a.turn - b.turn);
  const remedies = new Set<string>();
  return near
    .filter(({ shortfalls }) => {
      const remedy = shortfalls.map((shortfall) => shortfall.remedy).join('\n');
      const isNew = !remedies.has(remedy);
      remedies.add(remedy);
      return isNew;
    })
    .slice(0, mostChanges)
    .map(({ hostname, shortfalls }) => ({ hostname, shortfalls }));
}

function distance({ shortfalls }: Standing): number {
  return shortfalls.reduce((sum, shortfall) => sum + shortfall.distance, 0);
}
