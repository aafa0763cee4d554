import type { RequestTable } from '../request-table.ts';

const none = -1;

/** Requests that wait for a connection, first come first served. Those whose client has given up are dropped when it is their turn. */
export class SlotQueue {
  #slots = new Int32Array(64);
  #head = 0;
  #size = 0;
  readonly #requests: RequestTable;

  constructor(requests: RequestTable) {
    this.#requests = requests;
  }

  push(slot: number): void {
    if (this.#size === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#size++) & (this.#slots.length - 1)] = slot;
  }

  /** The first whose client still waits; −1 if there is none. */
  shift(): number {
    while (this.#size > 0) {
      const slot = this.#slots[this.#head]!;
      this.#head = (this.#head + 1) & (this.#slots.length - 1);
      this.#size--;
      if (this.#requests.ended[slot] === 0) return slot;
      // Nobody carries it anywhere any more.
      this.#requests.release(slot);
    }
    return none;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(2 * old.length);
    for (let i = 0; i < old.length; i++) this.#slots[i] = old[(this.#head + i) & (old.length - 1)]!;
    this.#head = 0;
  }
}
