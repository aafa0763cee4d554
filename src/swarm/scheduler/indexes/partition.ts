import type { SwarmNode } from '../../objects/node.ts';
import type { NodeInfo } from '../node-info.ts';
import { lowerBound } from './lower-bound.ts';
import { SlotSet } from './slot-set.ts';

/** The value of one preferred label, empty if the node has none. */
export type Label = (node: SwarmNode) => string;

/** Nodes that share the values of the outer labels: divided by the next one, or whole where there is no other. */
export interface Part {
  readonly parts: ReadonlyMap<string, Part>;
  /** Ascending. */
  readonly slots: readonly number[];
  readonly set: SlotSet;
  /** Counts all parts of a partition, from 0. */
  readonly number: number;
  /** `null` = this is the whole. */
  readonly outer: Part | null;
}

interface GrowingPart extends Part {
  readonly parts: Map<string, GrowingPart>;
  readonly slots: number[];
}

/** All nodes, divided by the values of labels. It is right as long as no node comes, goes or gets another value. */
export class Partition {
  /** Equal names: by the same labels. */
  readonly name: string;
  readonly whole: Part;
  readonly #labels: readonly Label[];
  /** Where each slot's node is; `null` = there is none. */
  readonly #innermost: (Part | null)[];
  #parts = 0;

  constructor(name: string, slots: readonly (NodeInfo | null)[], labels: readonly Label[]) {
    this.name = name;
    this.#labels = labels;
    const whole = this.#newPart(slots.length, null);
    this.whole = whole;
    this.#innermost = slots.map((info, slot) => (info === null ? null : this.#sortIn(whole, info.node, slot)));
  }

  /** How many parts there are, the whole and those that are divided further among them. */
  get size(): number {
    return this.#parts;
  }

  innermost(slot: number): Part | null {
    return this.#innermost[slot]!;
  }

  /** Whether what is in the slot now belongs where it was when the nodes were divided. */
  isRight(slot: number, info: NodeInfo | null): boolean {
    const known = this.#innermost[slot]!;
    if (info === null || known === null) return info === null && known === null;
    let part: Part | undefined = this.whole;
    for (const label of this.#labels) part = part?.parts.get(label(info.node));
    return part === known;
  }

  #sortIn(whole: GrowingPart, node: SwarmNode, slot: number): Part {
    let part = whole;
    add(part, slot);
    for (const label of this.#labels) {
      const value = label(node);
      let inner = part.parts.get(value);
      if (inner === undefined) {
        inner = this.#newPart(part.set.capacity, part);
        part.parts.set(value, inner);
      }
      part = inner;
      add(part, slot);
    }
    return part;
  }

  #newPart(capacity: number, outer: Part | null): GrowingPart {
    return { parts: new Map(), slots: [], set: new SlotSet(capacity), number: this.#parts++, outer };
  }
}

function add({ slots, set }: GrowingPart, slot: number): void {
  slots.push(slot);
  set.add(slot);
}

/** The first of the part's slots that a round from `start` meets. */
export function firstFrom({ slots }: Part, start: number): number {
  return slots[lowerBound(slots, start)] ?? slots[0]!;
}
