import type { NodeHandle, TaskHandle } from '../traffic-options.ts';
import type { Gossip } from './gossip.ts';
import { IpvsTable, type TableSettings } from './ipvs-table.ts';

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

/** What Docker uses: round robin, and weights of 1. */
export const dockersSettings: TableSettings = { scheduler: 'rr', weightOf: () => 1 };

/** A change that is so old has reached everybody: two full syncs of gossip have passed. */
const settledMs = 60_000;

/** One viewer's table and what it has yet to hear. */
class View {
  readonly table: IpvsTable;
  /** How many of the service's changes it has been told of or will be. */
  read: number;
  /** By the time at which it hears of them; `null` = nothing is on the way. */
  coming: Heard[] | null = null;
  nextMs = Number.POSITIVE_INFINITY;

  constructor(table: IpvsTable, read: number) {
    this.table = table;
    this.read = read;
  }
}

/**
 * A service's IPVS tables, one per viewer: a node's ingress sandbox, or where a client inside the service's network stands.
 * All changes are written down once; a viewer's table takes up those that it has heard of when it is looked at. So gossip costs
 * nothing where nobody asks, in a cluster of any size. Who looks for the first time begins with what has settled long ago, and
 * shares that list with all others that nothing has happened to since.
 */
export class ServiceTables {
  readonly #gossip: Gossip;
  readonly #settings: TableSettings;
  readonly #changes: Change[] = [];
  readonly #views: (View | undefined)[] = [];
  /** What has settled: so many of the changes, in the order in which they were made. */
  readonly #settled: IpvsTable;
  #settledCount = 0;

  constructor(gossip: Gossip, settings = dockersSettings) {
    this.#gossip = gossip;
    this.#settings = settings;
    this.#settled = new IpvsTable(settings);
  }

  get scheduler(): TableSettings['scheduler'] {
    return this.#settings.scheduler;
  }

  /** Numbers it. */
  change(kind: ChangeKind, task: TaskHandle, origin: NodeHandle, nodes: number, nowMs: number): number {
    const number = this.#gossip.newChange();
    this.#changes.push({ kind, task, origin, madeMs: nowMs, number, nodes });
    return number;
  }

  /** The viewer's table as it is now. Viewers are small whole numbers. */
  table(viewer: number, nowMs: number): IpvsTable {
    let view = this.#views[viewer];
    if (view === undefined) {
      view = this.#newView(nowMs);
      this.#views[viewer] = view;
    }
    if (view.read < this.#changes.length) this.#read(view, viewer);
    if (view.nextMs <= nowMs) take(view, nowMs);
    return view.table;
  }

  /** The viewer starts anew and is told of everything at once (a full sync when a node joins). */
  reset(viewer: number, nowMs: number): void {
    const view = this.#newView(nowMs);
    for (; view.read < this.#changes.length; view.read++) apply(view.table, this.#changes[view.read]!);
    this.#views[viewer] = view;
  }

  #newView(nowMs: number): View {
    for (let next = this.#changes[this.#settledCount]; next !== undefined && next.madeMs <= nowMs - settledMs; ) {
      apply(this.#settled, next);
      next = this.#changes[++this.#settledCount];
    }
    return new View(this.#settled.copy(), this.#settledCount);
  }

  #read(view: View, viewer: number): void {
    const coming = view.coming ?? [];
    for (; view.read < this.#changes.length; view.read++) {
      const change = this.#changes[view.read]!;
      const delayMs = viewer === change.origin ? 0 : this.#gossip.delayMs(change.number, viewer, change.nodes);
      coming.push({ change, atMs: change.madeMs + delayMs });
    }
    // Equal times: as they were made. One task's changes are heard in their order, as each has a newer version than the last.
    const latest = new Map<TaskHandle, number>();
    view.coming = coming.map(({ change, atMs }) => {
      const heardMs = Math.max(atMs, latest.get(change.task) ?? 0);
      latest.set(change.task, heardMs);
      return { change, atMs: heardMs };
    });
    view.coming.sort((a, b) => a.atMs - b.atMs || a.change.number - b.change.number);
    view.nextMs = view.coming[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }
}

function take(view: View, nowMs: number): void {
  const coming = view.coming ?? [];
  let taken = 0;
  while (taken < coming.length && coming[taken]!.atMs <= nowMs) {
    apply(view.table, coming[taken]!.change);
    taken++;
  }
  view.coming = taken === coming.length ? null : coming.slice(taken);
  view.nextMs = view.coming?.[0]?.atMs ?? Number.POSITIVE_INFINITY;
}

function apply(table: IpvsTable, { kind, task }: Change): void {
  if (kind === 'add') table.add(task);
  else if (kind === 'disable') table.disable(task);
  else table.delete(task);
}
