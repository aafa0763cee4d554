import type { TaskHandle } from '../traffic-options.ts';

/** A place in the list of destinations; the list's head is one too, of no task. */
class Destination {
  readonly task: TaskHandle;
  weight = 1;
  previous: Destination = this;
  next: Destination = this;

  constructor(task: TaskHandle) {
    this.task = task;
  }
}

const nobody = -1;

/**
 * One node's IPVS service with the scheduler `rr`, as Docker uses it (linux: net/netfilter/ipvs/ip_vs_rr.c, ip_vs_ctl.c).
 *
 * A new destination is put at the head of the list. The cursor stands on the destination used last, at first on the head;
 * scheduling goes on from it past the head, skipping weight 0. A destination that is deleted under the cursor moves it to
 * the one before.
 */
export class IpvsTable {
  readonly #head = new Destination(nobody);
  readonly #byTask = new Map<TaskHandle, Destination>();
  #cursor = this.#head;
  #eligible = 0;

  /** Destinations with a weight. */
  get eligible(): number {
    return this.#eligible;
  }

  /** It has a destination, whatever its weight. */
  has(task: TaskHandle): boolean {
    return this.#byTask.has(task);
  }

  /** No effect if it is there already, whatever its weight (EEXIST is ignored by libnetwork). */
  add(task: TaskHandle): void {
    if (this.#byTask.has(task)) return;
    const destination = new Destination(task);
    const head = this.#head;
    destination.next = head.next;
    destination.previous = head;
    head.next.previous = destination;
    head.next = destination;
    this.#byTask.set(task, destination);
    this.#eligible++;
  }

  /** Weight 0: no new connections. */
  disable(task: TaskHandle): void {
    const destination = this.#byTask.get(task);
    if (destination === undefined) return;
    if (destination.weight > 0) this.#eligible--;
    destination.weight = 0;
  }

  delete(task: TaskHandle): void {
    const destination = this.#byTask.get(task);
    if (destination === undefined) return;
    this.#byTask.delete(task);
    if (destination.weight > 0) this.#eligible--;
    destination.previous.next = destination.next;
    destination.next.previous = destination.previous;
    if (this.#cursor === destination) this.#cursor = destination.previous;
  }

  /** The task for one more connection, −1 if there is none. */
  schedule(): TaskHandle {
    const start = this.#cursor;
    let destination = start.next;
    while (destination.weight === 0 || destination === this.#head) {
      if (destination === start) return nobody;
      destination = destination.next;
    }
    this.#cursor = destination;
    return destination.task;
  }

  /** The eligible task at this position of the list, from 0; −1 beyond its end. Leaves the cursor alone. */
  eligibleAt(position: number): TaskHandle {
    let left = position;
    for (let place = this.#head.next; place !== this.#head; place = place.next) {
      if (place.weight > 0 && left-- === 0) return place.task;
    }
    return nobody;
  }
}
