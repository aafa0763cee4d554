import type { RandomStream } from '../../../kernel/random-stream.ts';
import type { Part } from '../indexes/partition.ts';
import { SlotList } from '../indexes/slot-list.ts';
import { SlotSet } from '../indexes/slot-set.ts';
import type { NodeInfo } from '../node-info.ts';
import type { PlacementGroup } from '../strategy.ts';
import { DrawList } from './draw-list.ts';
import { heldFailures } from './held-failures.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';
import { placeAndExplain, scanAndExplain } from './place-and-explain.ts';
import type { Leaf, OfferedLeaf } from './preferences/branch.ts';

/** Chooses one of the nodes (never none): its index. */
export type Draw = (nodes: DrawList, random: RandomStream) => number;

/**
 * A strategy that draws a node for each task from those that fit. Nodes that failures are held against are drawn only if
 * there are no others.
 */
export function byDraw(name: string, draw: Draw): IndexedStrategy {
  return {
    name,
    place: (group) => placeAndExplain(group, () => (part) => leafOfPart(group, draw, part)),
    byScan: { name, place: (group) => scanAndExplain(group, () => new ScannedLeaf(group, draw)) },
  };
}

class DrawnLeaf implements Leaf {
  readonly #group: PlacementGroup;
  readonly #draw: Draw;
  readonly #sound: DrawList;
  readonly #failing: DrawList;

  constructor(group: PlacementGroup, draw: Draw, sound: DrawList, failing: DrawList) {
    this.#group = group;
    this.#draw = draw;
    this.#sound = sound;
    this.#failing = failing;
  }

  place(wanted: number): number {
    let placed = 0;
    while (placed < wanted && this.#group.remaining > 0) {
      const nodes = this.#sound.length > 0 ? this.#sound : this.#failing;
      if (nodes.length === 0) break;
      const index = this.#draw(nodes, this.#group.random);
      const node = nodes.at(index);
      this.#group.assign(node);
      placed++;
      if (!this.#group.fits(node)) nodes.removeAt(index);
    }
    return placed;
  }
}

/** From the index of the nodes that fit; only those of which it does not tell all are looked at. */
function leafOfPart(group: PlacementGroup, draw: Draw, part: Part): DrawnLeaf {
  const { fitting, apart, nodes } = group;
  const sound = new SlotSet(fitting.capacity).setToBoth(fitting, part.set);
  const failures = heldFailures(group);
  const failing: NodeInfo[] = [];
  nodes.visitWithin(apart, (node) => {
    if (!sound.has(node.slot)) return false;
    const fits = group.fits(node);
    if (fits && failures(node) === 0) return false;
    sound.delete(node.slot);
    if (fits) failing.push(node);
    return false;
  });
  const slots = new SlotList(sound, nodes.start);
  return new DrawnLeaf(
    group,
    draw,
    new DrawList(slots.length, (i) => nodes.at(slots.at(i))!),
    new DrawList(failing.length, (i) => failing[i]!),
  );
}

class ScannedLeaf implements OfferedLeaf {
  readonly #group: PlacementGroup;
  readonly #draw: Draw;
  readonly #failures: (node: NodeInfo) => number;
  readonly #sound: NodeInfo[] = [];
  readonly #failing: NodeInfo[] = [];
  #leaf: DrawnLeaf | null = null;

  constructor(group: PlacementGroup, draw: Draw) {
    this.#group = group;
    this.#draw = draw;
    this.#failures = heldFailures(group);
  }

  offer(node: NodeInfo): void {
    if (!this.#group.fits(node)) return;
    if (this.#failures(node) === 0) this.#sound.push(node);
    else this.#failing.push(node);
  }

  place(wanted: number): number {
    this.#leaf ??= new DrawnLeaf(
      this.#group,
      this.#draw,
      new DrawList(this.#sound.length, (i) => this.#sound[i]!),
      new DrawList(this.#failing.length, (i) => this.#failing[i]!),
    );
    return this.#leaf.place(wanted);
  }
}
