import { RandomStreams } from '../../../kernel/random-streams.ts';
import type { TaskSpec } from '../../objects/service.ts';
import { TaskState } from '../../objects/task-state.ts';
import { Scheduler } from '../scheduler.ts';
import type { PlacementStrategy } from '../strategy.ts';
import { makeNode, type NodeTraits } from './make-node.ts';
import { makeTask, makeTaskSpec } from './make-task.ts';

export interface Residents {
  /** Running tasks of `svc`, which reserve nothing. */
  readonly svc?: number;
  /** Running tasks of `other`, which reserve nothing. */
  readonly other?: number;
  /** One running task of `other` that reserves so much. */
  readonly reserved?: { readonly nanoCpus?: number; readonly memoryBytes?: number };
  /** How many tasks of `svc` have failed here just now. */
  readonly failures?: number;
}

export type Counts = Record<string, number>;

/** A scheduler with nodes and tasks on them, on which a strategy places tasks of `svc`. */
export class Cluster {
  readonly scheduler: Scheduler;
  #made = 0;

  constructor(strategy: PlacementStrategy, seed: number) {
    this.scheduler = new Scheduler({ strategy, random: new RandomStreams(seed).stream('s'), nowMs: () => 0 });
  }

  node(id: string, traits: NodeTraits & Residents = {}): this {
    const { svc = 0, other = 0, reserved, failures = 0 } = traits;
    this.scheduler.upsertNode(makeNode(id, traits));
    for (let i = 0; i < svc; i++) this.#run(id, 'svc', makeTaskSpec());
    for (let i = 0; i < other; i++) this.#run(id, 'other', makeTaskSpec());
    if (reserved !== undefined) this.#run(id, 'other', makeTaskSpec({ reservations: reserved }));
    for (let i = 0; i < failures; i++) this.#fail(id);
    return this;
  }

  #run(nodeId: string, serviceId: string, spec: TaskSpec): void {
    this.scheduler.upsertTask(
      makeTask({ id: `old${this.#made++}`, nodeId, serviceId, spec, state: TaskState.running }),
    );
  }

  #fail(nodeId: string): void {
    const traits = { id: `old${this.#made++}`, serviceId: 'svc', nodeId };
    this.scheduler.upsertTask(makeTask({ ...traits, state: TaskState.running }));
    this.scheduler.upsertTask(makeTask({ ...traits, state: TaskState.failed }));
  }

  /** Places so many tasks of `svc`: how many each node got, and why some have none. */
  try(
    tasks: number,
    spec = makeTaskSpec(),
  ): { readonly counts: Counts; readonly pending: number; readonly why: string } {
    const group = Array.from({ length: tasks }, () => makeTask({ id: `new${this.#made++}`, spec }));
    const counts: Counts = {};
    const { assignments, unplaced, explanation } = this.scheduler.scheduleGroup(group);
    for (const { nodeId } of assignments) counts[nodeId] = (counts[nodeId] ?? 0) + 1;
    return { counts, pending: unplaced.length, why: explanation };
  }

  place(tasks: number, spec = makeTaskSpec()): Counts {
    return this.try(tasks, spec).counts;
  }
}

/** What each of many seeds comes to; one outcome = no luck in it. */
export function outcomes(strategy: PlacementStrategy, place: (cluster: Cluster) => Counts): Counts[] {
  const seen = new Map<string, Counts>();
  for (let seed = 0; seed < 40; seed++) {
    const counts = place(new Cluster(strategy, seed));
    const sorted = Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
    seen.set(JSON.stringify(sorted), sorted);
  }
  return [...seen.values()];
}
