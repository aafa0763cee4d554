import { LeastRecentlyUsed } from './least-recently-used.ts';
import type { RecentChanges } from './recent-changes.ts';
import { SlotSet } from './slot-set.ts';

interface KeptSet {
  readonly set: SlotSet;
  /** Up to which change the set is right. */
  clock: number;
}

/** So many sets are kept: at 10,000 nodes 2 KiB each. */
const most = 512;

/** Which slots pass a test, by what is tested: each set is made once, and then only what has changed is tested again. */
export class KeptSets {
  readonly #capacity: number;
  readonly #changes: RecentChanges;
  readonly #sets = new LeastRecentlyUsed<KeptSet>(most);

  constructor(capacity: number, changes: RecentChanges) {
    this.#capacity = capacity;
    this.#changes = changes;
  }

  /** `what` names the test: by equal names tests are equal. The set is right until the next change. */
  of(what: string, test: (slot: number) => boolean): SlotSet {
    let kept = this.#sets.get(what);
    if (kept === undefined) {
      kept = { set: new SlotSet(this.#capacity), clock: 0 };
      this.#sets.set(what, kept);
    }
    const { set, clock } = kept;
    this.#changes.visitSince(clock, (slot) => {
      if (test(slot)) set.add(slot);
      else set.delete(slot);
    });
    kept.clock = this.#changes.clock;
    return set;
  }
}
