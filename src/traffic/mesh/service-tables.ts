import type { NodeHandle, TaskHandle } from '../traffic-options.ts';
import type { Gossip } from './gossip.ts';
import { IpvsTable } from './ipvs-table.ts';

export type ChangeKind = 'add' | 'disable' | 'delete';

interface Change {
  readonly kind: ChangeKind;
  readonly task: TaskHandle;
  /** Who has it at once. */
  readonly origin: NodeHandle;
  readonly madeMs: number;
  /** The gossip's number for it. */
  readonly number: number;
  /** Nodes in the cluster when it was made. */
  readonly nodes: number;
}

interface Heard {
  readonly change: Change;
  readonly atMs: number;
}

/** One viewer's table and what it has yet to hear. */
class View {
  readonly table = new IpvsTable();
  /** How many of the service's changes it has been told of or will be. */
  read = 0;
  /** By the time at which it hears of them. */
  coming: Heard[] = [];
  nextMs = Number.POSITIVE_INFINITY;
}

/**
 * A service's IPVS tables, one per viewer: a node's ingress sandbox, or where a client inside the service's network stands.
 * All changes are written down once; a viewer's table takes up those that it has heard of when it is looked at. So gossip costs
 * nothing where nobody asks, in a cluster of any size.
 */
export class ServiceTables {
  readonly #gossip: Gossip;
  readonly #changes: Change[] = [];
  readonly #views: (View | undefined)[] = [];

  constructor(gossip: Gossip) {
    this.#gossip = gossip;
  }

  change(kind: ChangeKind, task: TaskHandle, origin: NodeHandle, nodes: number, nowMs: number): void {
    this.#changes.push({ kind, task, origin, madeMs: nowMs, number: this.#gossip.newChange(), nodes });
  }

  /** The viewer's table as it is now. Viewers are small whole numbers. */
  table(viewer: number, nowMs: number): IpvsTable {
    let view = this.#views[viewer];
    if (view === undefined) {
      view = new View();
      this.#views[viewer] = view;
    }
    if (view.read < this.#changes.length) this.#read(view, viewer);
    if (view.nextMs <= nowMs) take(view, nowMs);
    return view.table;
  }

  /** The viewer starts anew and is told of everything at once (a full sync when a node joins). */
  reset(viewer: number, nowMs: number): void {
    const view = new View();
    for (const change of this.#changes) apply(view.table, change);
    view.read = this.#changes.length;
    this.#views[viewer] = view;
    take(view, nowMs);
  }

  #read(view: View, viewer: number): void {
    for (; view.read < this.#changes.length; view.read++) {
      const change = this.#changes[view.read]!;
      const delayMs = viewer === change.origin ? 0 : this.#gossip.delayMs(change.number, viewer, change.nodes);
      view.coming.push({ change, atMs: change.madeMs + delayMs });
    }
    // Equal times: as they were made. One task's changes are heard in their order, as each has a newer version than the last.
    const latest = new Map<TaskHandle, number>();
    view.coming = view.coming.map(({ change, atMs }) => {
      const heardMs = Math.max(atMs, latest.get(change.task) ?? 0);
      latest.set(change.task, heardMs);
      return { change, atMs: heardMs };
    });
    view.coming.sort((a, b) => a.atMs - b.atMs || a.change.number - b.change.number);
    view.nextMs = view.coming[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }
}

function take(view: View, nowMs: number): void {
  let taken = 0;
  while (taken < view.coming.length && view.coming[taken]!.atMs <= nowMs) {
    apply(view.table, view.coming[taken]!.change);
    taken++;
  }
  view.coming.splice(0, taken);
  view.nextMs = view.coming[0]?.atMs ?? Number.POSITIVE_INFINITY;
}

function apply(table: IpvsTable, { kind, task }: Change): void {
  if (kind === 'add') table.add(task);
  else if (kind === 'disable') table.disable(task);
  else table.delete(task);
}
