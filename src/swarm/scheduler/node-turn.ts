import type { NodeIndexes } from './indexes/node-indexes.ts';
import { type SlotSet, visitRound } from './indexes/slot-set.ts';
import type { NodeInfo } from './node-info.ts';
import type { NodeTurn } from './strategy.ts';

/** A walk over the table of nodes, round from one slot. */
export class Turn implements NodeTurn {
  readonly size: number;
  readonly start: number;
  readonly indexes: NodeIndexes;
  readonly #slots: readonly (NodeInfo | null)[];

  constructor(slots: readonly (NodeInfo | null)[], size: number, indexes: NodeIndexes, start: number) {
    this.#slots = slots;
    this.size = size;
    this.indexes = indexes;
    this.start = start;
  }

  place({ slot }: NodeInfo): number {
    return slot >= this.start ? slot - this.start : slot - this.start + this.#slots.length;
  }

  at(slot: number): NodeInfo | null {
    return this.#slots[slot] ?? null;
  }

  get capacity(): number {
    return this.#slots.length;
  }

  visit(visit: (node: NodeInfo) => boolean): void {
    const { length } = this.#slots;
    for (let i = 0; i < length; i++) {
      const at = this.start + i;
      const node = this.#slots[at < length ? at : at - length];
      if (node != null && visit(node)) return;
    }
  }

  visitWithin(within: SlotSet, visit: (node: NodeInfo) => boolean): void {
    visitRound(within, within, this.start, (slot) => visit(this.#slots[slot]!));
  }

  visitFewestFirst(serviceId: string, within: SlotSet, visit: (node: NodeInfo) => boolean): void {
    this.indexes.counts.visitFewestFirst(serviceId, within, this.start, (slot) => visit(this.#slots[slot]!));
  }
}
