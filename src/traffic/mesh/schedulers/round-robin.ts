import { type DestinationList, type IpvsScheduler, nobody } from './scheduler.ts';

const head = -1;

/**
 * `rr`, Docker's own (ip_vs_rr.c): on from the destination used last, past the head of the list, skipping those of weight 0. If
 * that destination is deleted, on from the one before it.
 */
export class RoundRobin implements IpvsScheduler {
  #cursor = head;

  schedule(list: DestinationList): number {
    const { length } = list;
    const start = this.#cursor;
    // The head counts as a place of its own: two passes meet each destination, the one used last included.
    for (let step = 1; step <= length + 1; step++) {
      let position = start + step;
      if (position >= length) position -= length + 1;
      if (position === head || !list.takes(position)) continue;
      this.#cursor = position;
      return position;
    }
    return nobody;
  }

  added(): void {
    if (this.#cursor !== head) this.#cursor++;
  }

  removed(position: number): void {
    if (position <= this.#cursor) this.#cursor--;
  }

  reweighted(): void {}
}
