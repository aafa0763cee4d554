import { SlotSet, visitRound } from './slot-set.ts';

/** On which nodes a service has active tasks. */
interface ServiceCounts {
  /** By number of tasks, from 1 on at index 0. */
  readonly byCount: SlotSet[];
  readonly any: SlotSet;
}

/**
 * Nodes (as slots) by their number of active tasks and by each service's share of them, so that those with the fewest
 * tasks are found without looking at the others.
 */
export class CountIndex {
  readonly #capacity: number;
  readonly #byTotal: SlotSet[] = [];
  readonly #services = new Map<string, ServiceCounts>();
  #size = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(slot: number, total: number): void {
    this.#total(total).add(slot);
    this.#size++;
  }

  delete(slot: number, total: number): void {
    this.#total(total).delete(slot);
    this.#size--;
  }

  moveTotal(slot: number, from: number, to: number): void {
    this.#total(from).delete(slot);
    this.#total(to).add(slot);
  }

  moveService(serviceId: string, slot: number, from: number, to: number): void {
    const counts = this.#services.get(serviceId) ?? { byCount: [], any: new SlotSet(this.#capacity) };
    this.#services.set(serviceId, counts);
    if (from > 0) counts.byCount[from - 1]!.delete(slot);
    if (to > 0) {
      while (counts.byCount.length < to) counts.byCount.push(new SlotSet(this.#capacity));
      counts.byCount[to - 1]!.add(slot);
      counts.any.add(slot);
    } else {
      counts.any.delete(slot);
      if (counts.any.size === 0) this.#services.delete(serviceId);
    }
  }

  /**
   * Visits all slots by the service's tasks there, then by all tasks there, then round from `start`, until `visit` answers
   * true. Nothing may be moved meanwhile.
   */
  visitFewestFirst(serviceId: string, start: number, visit: (slot: number) => boolean): void {
    const counts = this.#services.get(serviceId);
    if (counts === undefined) {
      this.#visitByTotal(null, false, this.#size, start, visit);
      return;
    }
    if (this.#visitByTotal(counts.any, true, this.#size - counts.any.size, start, visit)) return;
    for (const set of counts.byCount) {
      if (this.#visitByTotal(set, false, set.size, start, visit)) return;
    }
  }

  /** Of the slots in `set` (or of those not in it), of which there are `expected`. */
  #visitByTotal(
    set: SlotSet | null,
    without: boolean,
    expected: number,
    start: number,
    visit: (slot: number) => boolean,
  ): boolean {
    let left = expected;
    const counted = (slot: number): boolean => {
      left--;
      return visit(slot);
    };
    for (let total = 0; left > 0 && total < this.#byTotal.length; total++) {
      const ofTotal = this.#byTotal[total]!;
      if (ofTotal.size > 0 && visitRound(ofTotal, set, without, start, counted)) return true;
    }
    return false;
  }

  #total(total: number): SlotSet {
    while (this.#byTotal.length <= total) this.#byTotal.push(new SlotSet(this.#capacity));
    return this.#byTotal[total]!;
  }
}
