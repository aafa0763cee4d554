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
  readonly #none: SlotSet;
  readonly #asked: SlotSet;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#none = new SlotSet(capacity);
    this.#asked = new SlotSet(capacity);
  }

  add(slot: number, total: number): void {
    this.#total(total).add(slot);
  }

  delete(slot: number, total: number): void {
    this.#total(total).delete(slot);
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

  /** Where the service has active tasks. */
  holders(serviceId: string): SlotSet {
    return this.#services.get(serviceId)?.any ?? this.#none;
  }

  /**
   * Visits the slots in `within` by the service's tasks there, then by all tasks there, then round from `start`, until
   * `visit` answers true. Nothing may be moved or visited by it meanwhile.
   */
  visitFewestFirst(serviceId: string, within: SlotSet, start: number, visit: (slot: number) => boolean): void {
    const counts = this.#services.get(serviceId);
    if (counts === undefined) {
      this.#visitByTotal(within, start, visit);
      return;
    }
    if (this.#visitByTotal(this.#asked.setToFirstOnly(within, counts.any), start, visit)) return;
    for (const set of counts.byCount) {
      if (set.size > 0 && this.#visitByTotal(this.#asked.setToBoth(within, set), start, visit)) return;
    }
  }

  #visitByTotal(asked: SlotSet, start: number, visit: (slot: number) => boolean): boolean {
    let left = asked.size;
    const counted = (slot: number): boolean => {
      left--;
      return visit(slot);
    };
    for (let total = 0; left > 0 && total < this.#byTotal.length; total++) {
      const ofTotal = this.#byTotal[total]!;
      if (ofTotal.size > 0 && visitRound(ofTotal, asked, start, counted)) return true;
    }
    return false;
  }

  #total(total: number): SlotSet {
    while (this.#byTotal.length <= total) this.#byTotal.push(new SlotSet(this.#capacity));
    return this.#byTotal[total]!;
  }
}
