import { type CellColumns, CellTally } from '../metrics/cell-tally.ts';
import type { TaskDescription, TaskHandle, TrafficNode } from './traffic-options.ts';

/** By what requests are told apart: the service, image, node and container of the task that they were sent to last. */
export type BreakdownDimension = 'service' | 'version' | 'node' | 'task';

export interface BreakdownEntry extends CellColumns {
  readonly dimension: BreakdownDimension;
  /** Of a task: its full id. Empty: they reached no task. */
  readonly name: string;
}

/** All that the run after its warm-up is summed up in; phases have numbers from 0. */
const whole = -1;

interface Sum {
  readonly dimension: BreakdownDimension;
  readonly name: string;
  readonly tally: CellTally;
  /** Among those of its dimension; by name where it is the same. */
  readonly place: number;
}

/** By dimension and name. */
type Book = Map<string, Sum>;

/**
 * Outcomes and latencies by service, by version of a service, by node and by task. A request is recorded once, at its task; the tasks
 * are summed up when a phase begins or ends, and what is kept of a phase that has ended is its numbers.
 */
export class Breakdown {
  readonly #nodes: readonly TrafficNode[];
  /** By task + 1: 0 = none. */
  readonly #tasks: (TaskDescription | null)[] = [null];
  /** `null` until its first request: a large swarm has far more tasks than are ever asked. */
  readonly #tallies: (CellTally | null)[] = [null];
  /** Of what has not ended. */
  readonly #books = new Map<number, Book>();
  readonly #ended = new Map<number, readonly BreakdownEntry[]>();

  constructor(nodes: readonly TrafficNode[]) {
    this.#nodes = nodes;
  }

  /** Tasks are added in the order of their handles. */
  add(task: TaskDescription): void {
    this.#tasks.push(task);
    this.#tallies.push(null);
  }

  /** `task` = −1: none. */
  record(task: TaskHandle, outcomeIndex: number, latencyMs: number): void {
    const tally = this.#tallies[task + 1] ?? this.#newTally(task);
    tally.record(outcomeIndex, latencyMs);
  }

  /** The warm-up is over. */
  beginWhole(): void {
    this.begin(whole);
  }

  begin(phase: number): void {
    this.flush();
    this.#books.set(phase, new Map());
  }

  end(phase: number): void {
    this.flush();
    this.#ended.set(phase, entriesOf(this.#books.get(phase)!));
    this.#books.delete(phase);
  }

  /** Sums up what was recorded since the last time. */
  flush(): void {
    this.#tallies.forEach((tally, place) => {
      if (tally === null || tally.requests === 0) return;
      const names = this.#namesOf(this.#tasks[place]!);
      for (const book of this.#books.values()) addTo(book, names, place, tally);
      tally.clear();
    });
  }

  /** Of a phase, or of the whole (`null`): by dimension, then by name; tasks in the order in which they came. */
  entries(phase: number | null): readonly BreakdownEntry[] {
    const key = phase ?? whole;
    return this.#ended.get(key) ?? entriesOf(this.#books.get(key) ?? new Map());
  }

  #newTally(task: TaskHandle): CellTally {
    const tally = new CellTally();
    this.#tallies[task + 1] = tally;
    return tally;
  }

  #namesOf(task: TaskDescription | null): Names {
    if (task === null) return noNames;
    const { service, image, node, id } = task;
    return { service, version: `${service} (${image})`, node: this.#nodes[node]!.name, task: id };
  }
}

type Names = Readonly<Record<BreakdownDimension, string>>;

const noNames: Names = { service: '', version: '', node: '', task: '' };
const dimensions: readonly BreakdownDimension[] = ['service', 'version', 'node', 'task'];

function addTo(book: Book, names: Names, place: number, tally: CellTally): void {
  for (const dimension of dimensions) {
    const name = names[dimension];
    const key = `${dimension} ${name}`;
    let sum = book.get(key);
    if (sum === undefined) {
      sum = { dimension, name, tally: new CellTally(), place: dimension === 'task' ? place : 0 };
      book.set(key, sum);
    }
    sum.tally.merge(tally);
  }
}

function entriesOf(book: Book): BreakdownEntry[] {
  const sums = [...book.values()].sort(
    (a, b) =>
      dimensions.indexOf(a.dimension) - dimensions.indexOf(b.dimension) ||
      a.place - b.place ||
      (a.name < b.name ? -1 : 1),
  );
  return sums.map(({ dimension, name, tally }) => ({ dimension, name, ...tally.columns() }));
}
