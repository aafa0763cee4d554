import { type CellColumns, CellTally } from '../metrics/cell-tally.ts';
import type { TaskDescription, TaskHandle, TrafficNode } from './traffic-options.ts';

/** By what requests are told apart: the service, image and node of the task that they were sent to last. */
export type BreakdownDimension = 'service' | 'version' | 'node';

export interface BreakdownEntry extends CellColumns {
  readonly dimension: BreakdownDimension;
  /** Empty: they reached no task. */
  readonly name: string;
}

/** All that the run after its warm-up is summed up in; phases have numbers from 0. */
const whole = -1;

interface Cell {
  readonly names: Readonly<Record<BreakdownDimension, string>>;
  /** `null` until its first request: a large swarm has far more combinations than are ever asked. */
  tally: CellTally | null;
}

/** Sums by dimension and name. */
type Book = Map<string, { readonly dimension: BreakdownDimension; readonly name: string; readonly tally: CellTally }>;

/**
 * Outcomes and latencies by service, by version of a service and by node. A request is recorded once, in the cell of its service,
 * version and node; the cells are summed up when a phase begins or ends.
 */
export class Breakdown {
  readonly #nodes: readonly TrafficNode[];
  readonly #cells: Cell[] = [];
  readonly #cellByKey = new Map<string, number>();
  /** By task + 1: 0 = none. */
  readonly #cellOfTask: number[] = [];
  readonly #books = new Map<number, Book>();
  readonly #open = new Set<number>();

  constructor(nodes: readonly TrafficNode[]) {
    this.#nodes = nodes;
    this.#cellOfTask.push(this.#cellOf({ service: '', version: '', node: '' }));
  }

  /** Tasks are added in the order of their handles. */
  add({ service, image, node }: TaskDescription): void {
    const version = `${service} (${image})`;
    this.#cellOfTask.push(this.#cellOf({ service, version, node: this.#nodes[node]!.name }));
  }

  /** `task` = −1: none. */
  record(task: TaskHandle, outcomeIndex: number, latencyMs: number): void {
    const cell = this.#cells[this.#cellOfTask[task + 1]!]!;
    cell.tally ??= new CellTally();
    cell.tally.record(outcomeIndex, latencyMs);
  }

  /** The warm-up is over. */
  beginWhole(): void {
    this.begin(whole);
  }

  begin(phase: number): void {
    this.flush();
    this.#open.add(phase);
    this.#books.set(phase, new Map());
  }

  end(phase: number): void {
    this.flush();
    this.#open.delete(phase);
  }

  /** Sums up what was recorded since the last time. */
  flush(): void {
    for (const { names, tally } of this.#cells) {
      if (tally === null || tally.requests === 0) continue;
      for (const phase of this.#open) addTo(this.#books.get(phase)!, names, tally);
      tally.clear();
    }
  }

  /** Of a phase, or of the whole (`null`): by dimension, then by name. */
  entries(phase: number | null): BreakdownEntry[] {
    const book = this.#books.get(phase ?? whole);
    const sorted = [...(book?.entries() ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([, { dimension, name, tally }]) => ({ dimension, name, ...tally.columns() }));
  }

  #cellOf(names: Cell['names']): number {
    const key = `${names.version}\n${names.node}`;
    let cell = this.#cellByKey.get(key);
    if (cell === undefined) {
      cell = this.#cells.push({ names, tally: null }) - 1;
      this.#cellByKey.set(key, cell);
    }
    return cell;
  }
}

const dimensions: readonly BreakdownDimension[] = ['service', 'version', 'node'];

function addTo(book: Book, names: Cell['names'], tally: CellTally): void {
  dimensions.forEach((dimension, index) => {
    const name = names[dimension];
    const key = `${index} ${name}`;
    let sum = book.get(key);
    if (sum === undefined) {
      sum = { dimension, name, tally: new CellTally() };
      book.set(key, sum);
    }
    sum.tally.merge(tally);
  });
}
