import type { Part } from '../../indexes/partition.ts';
import type { RankIndex } from '../../indexes/rank-index.ts';
import { SlotSet } from '../../indexes/slot-set.ts';
import type { NodeInfo } from '../../node-info.ts';
import type { PlacementGroup } from '../../strategy.ts';
import type { LoadRanking } from '../by-load.ts';
import { CandidateHeap } from '../candidate-heap.ts';
import { heldFailures } from '../held-failures.ts';
import type { Leaf } from '../preferences/branch.ts';

interface Ranks<Rank> {
  readonly ranking: LoadRanking<Rank>;
  readonly index: RankIndex<Rank>;
  readonly apart: SlotSet;
  readonly part: Part;
}

/** The nodes of which the kept ranks do not tell all, for this group. */
export function nodesApart<Rank>(
  { apart, nodes, task }: PlacementGroup,
  { looksAtService }: LoadRanking<Rank>,
): SlotSet {
  if (looksAtService !== true) return apart;
  return new SlotSet(apart.capacity).setToEither(apart, nodes.indexes.counts.holders(task.serviceId));
}

/**
 * The best node is the best of the index or the best of those apart. Those that have got a task of the group join these: the
 * index stays as it was before the group.
 */
export class IndexedRankLeaf<Rank> implements Leaf {
  readonly #group: PlacementGroup;
  readonly #ranking: LoadRanking<Rank>;
  readonly #index: RankIndex<Rank>;
  readonly #part: Part;
  readonly #failures: (node: NodeInfo) => number;
  readonly #apart: SlotSet;
  readonly #candidates: CandidateHeap<Rank>;
  /** The best of the index as long as it has not been taken; `undefined` = to be asked for. */
  #bestSlot: number | null | undefined = undefined;

  constructor(group: PlacementGroup, { ranking, index, apart, part }: Ranks<Rank>) {
    this.#group = group;
    this.#ranking = ranking;
    this.#index = index;
    this.#part = part;
    this.#failures = heldFailures(group);
    this.#candidates = new CandidateHeap<Rank>(ranking.compare);
    this.#apart = new SlotSet(apart.capacity).setToBoth(apart, part.set);
    group.nodes.visitWithin(this.#apart, (node) => {
      if (group.fits(node)) this.#candidates.push(this.#candidate(node, this.#failures(node)));
      return false;
    });
  }

  place(wanted: number): number {
    let placed = 0;
    while (placed < wanted && this.#group.remaining > 0 && this.#placeOne()) placed++;
    return placed;
  }

  #placeOne(): boolean {
    const { nodes } = this.#group;
    if (this.#bestSlot === undefined) this.#bestSlot = this.#index.best(this.#part, nodes.start, this.#apart);
    const slot = this.#bestSlot;
    if (slot !== null) {
      const node = nodes.at(slot)!;
      const candidate = { node, failures: 0, place: nodes.place(node), rank: this.#index.rankOf(slot) };
      if (this.#candidates.wouldLead(candidate)) {
        this.#group.assign(node);
        this.#apart.add(slot);
        this.#bestSlot = undefined;
        if (this.#goesOn(node)) this.#candidates.push(this.#candidate(node, 0));
        return true;
      }
    }
    const best = this.#candidates.root;
    if (best === undefined) return false;
    this.#group.assign(best.node);
    if (this.#goesOn(best.node)) this.#candidates.replaceRoot(this.#candidate(best.node, best.failures));
    else this.#candidates.removeRoot();
    return true;
  }

  #goesOn(node: NodeInfo): boolean {
    return this.#group.remaining > 0 && this.#group.fits(node);
  }

  #candidate(node: NodeInfo, failures: number) {
    const { nodes, task } = this.#group;
    const rank = this.#ranking.rank(node, node.activeOf(task.serviceId));
    return { node, failures, place: nodes.place(node), rank };
  }
}
