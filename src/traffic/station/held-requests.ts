import type { Greatest } from '../../metrics/greatest.ts';
import type { TimeIntegrals } from '../../metrics/time-integrals.ts';
import type { RequestTable } from '../request-table.ts';
import type { TaskHandle } from '../traffic-options.ts';
import { none, type Station } from './station.ts';

/** What `requests.isServed` says of a request at a task: it waits in the backlog, it is worked on, or it waits for calls of its own. */
export const hold = { waits: 0, served: 1, calls: 2 } as const;

/** The requests that tasks hold: a list of those under work and a line of those that wait, linked through the request table. */
export class HeldRequests {
  readonly #requests: RequestTable;
  readonly #backlogs: TimeIntegrals;
  readonly #greatest: Greatest;

  /** Keeps how many wait: `backlogs` by task, `greatest` by service. */
  constructor(requests: RequestTable, backlogs: TimeIntegrals, greatest: Greatest) {
    this.#requests = requests;
    this.#backlogs = backlogs;
    this.#greatest = greatest;
  }

  /** Under work from now on. */
  serve(slot: number, station: Station): void {
    const { next, previous, isServed } = this.#requests;
    const head = station.servedHead;
    previous[slot] = none;
    next[slot] = head;
    if (head !== none) previous[head] = slot;
    station.servedHead = slot;
    station.serving++;
    isServed[slot] = hold.served;
  }

  /** Not under work any more. */
  leaveWork(slot: number, station: Station): void {
    const { next, previous } = this.#requests;
    const before = previous[slot]!;
    const after = next[slot]!;
    if (before === none) station.servedHead = after;
    else next[before] = after;
    if (after !== none) previous[after] = before;
    station.serving--;
  }

  /** At the end of the line. */
  queue(slot: number, station: Station, nowMs: number): void {
    const { next, previous, isServed, task } = this.#requests;
    const last = station.waiting === 0 ? none : station.backlogTail;
    isServed[slot] = hold.waits;
    next[slot] = none;
    previous[slot] = last;
    if (last === none) station.backlogHead = slot;
    else next[last] = slot;
    station.backlogTail = slot;
    station.waiting++;
    this.#backlogs.change(task[slot]!, 1, nowMs);
    this.#greatest.up(station.service);
  }

  /** Out of the line, wherever it stands. */
  leaveBacklog(slot: number, station: Station, nowMs: number): void {
    const { next, previous, task } = this.#requests;
    const before = previous[slot]!;
    const after = next[slot]!;
    if (before === none) station.backlogHead = after;
    else next[before] = after;
    if (after === none) station.backlogTail = before;
    else previous[after] = before;
    station.waiting--;
    this.#backlogs.change(task[slot]!, -1, nowMs);
    this.#greatest.down(station.service, 1);
  }

  /** The task holds nothing any more. */
  forget(task: TaskHandle, station: Station, nowMs: number): void {
    this.#backlogs.set(task, 0, nowMs);
    this.#greatest.down(station.service, station.waiting);
    station.serving = 0;
    station.calling = 0;
    station.waiting = 0;
    station.servedHead = none;
  }

  *underWork(station: Station): Iterable<number> {
    for (let slot = station.servedHead; slot !== none; slot = this.#requests.next[slot]!) yield slot;
  }

  *waiting(station: Station): Iterable<number> {
    let slot = station.backlogHead;
    for (let i = 0; i < station.waiting; i++) {
      yield slot;
      slot = this.#requests.next[slot]!;
    }
  }
}
