import type { RandomStream } from '../../../kernel/random-stream.ts';
import type { NodeInfo } from '../node-info.ts';
import type { PlacementGroup, PlacementStrategy } from '../strategy.ts';
import { heldFailures } from './held-failures.ts';
import { scanAndExplain } from './place-and-explain.ts';
import type { OfferedLeaf } from './preferences/branch.ts';

/** Chooses one of the nodes (never none): its index. */
export type Draw = (nodes: readonly NodeInfo[], random: RandomStream) => number;

/**
 * A strategy that draws a node for each task from those that fit. Nodes that failures are held against are drawn only if
 * there are no others. O(nodes + tasks) for a group.
 */
export function byDraw(name: string, draw: Draw): PlacementStrategy {
  return { name, place: (group) => scanAndExplain(group, () => new DrawnLeaf(group, draw)) };
}

class DrawnLeaf implements OfferedLeaf {
  readonly #group: PlacementGroup;
  readonly #draw: Draw;
  readonly #failures: (node: NodeInfo) => number;
  readonly #sound: NodeInfo[] = [];
  readonly #failing: NodeInfo[] = [];

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
    let placed = 0;
    while (placed < wanted && this.#group.remaining > 0) {
      const nodes = this.#sound.length > 0 ? this.#sound : this.#failing;
      if (nodes.length === 0) break;
      const index = this.#draw(nodes, this.#group.random);
      const node = nodes[index]!;
      this.#group.assign(node);
      placed++;
      if (!this.#group.fits(node)) removeAt(nodes, index);
    }
    return placed;
  }
}

/** The last one takes its place. */
function removeAt(nodes: NodeInfo[], index: number): void {
  const last = nodes.pop()!;
  if (index < nodes.length) nodes[index] = last;
}
