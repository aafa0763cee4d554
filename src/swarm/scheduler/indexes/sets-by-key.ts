import { SlotSet } from './slot-set.ts';

/** A set of slots by key; that of a key without any is empty. */
export class SetsByKey {
  readonly #capacity: number;
  readonly #sets = new Map<string, SlotSet>();
  readonly #none: SlotSet;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#none = new SlotSet(capacity);
  }

  of(key: string): SlotSet {
    return this.#sets.get(key) ?? this.#none;
  }

  add(key: string, slot: number): void {
    let set = this.#sets.get(key);
    if (set === undefined) {
      set = new SlotSet(this.#capacity);
      this.#sets.set(key, set);
    }
    set.add(slot);
  }

  delete(key: string, slot: number): void {
    const set = this.#sets.get(key);
    set?.delete(slot);
    if (set?.size === 0) this.#sets.delete(key);
  }
}
