import { LeastRecentlyUsed } from '../../indexes/least-recently-used.ts';
import type { NodeIndexes } from '../../indexes/node-indexes.ts';
import type { Partition } from '../../indexes/partition.ts';
import { RankIndex } from '../../indexes/rank-index.ts';
import type { PlacementGroup } from '../../strategy.ts';
import type { LoadRanking } from '../by-load.ts';

/** For so many kinds of tasks ranks are kept: at 10,000 nodes some 500 KiB each. */
const mostKinds = 32;

/** One strategy's ranks of nodes, by what tasks ask of them. */
export class KeptRanks<Rank> {
  readonly #kept = new WeakMap<NodeIndexes, LeastRecentlyUsed<RankIndex<Rank>>>();

  /** Ranks for a task of a service without any task. `null` is the rank of a node that does not fit. */
  indexFor(group: PlacementGroup, partition: Partition, { rank, compare }: LoadRanking<Rank>): RankIndex<Rank> {
    const { indexes, capacity } = group.nodes;
    const rankOf = (slot: number): Rank | null => {
      const node = group.nodes.at(slot);
      return node !== null && group.meetsDemand(node) ? rank(node, 0) : null;
    };
    const ofNodes = this.#of(indexes);
    const key = `${partition.name}\n\n${group.demand}`;
    const known = ofNodes.get(key);
    if (known?.partition === partition) {
      known.follow(rankOf);
      return known;
    }
    const made = new RankIndex<Rank>(capacity, indexes.loadChanges, partition, { rank: rankOf, compare });
    ofNodes.set(key, made);
    return made;
  }

  #of(indexes: NodeIndexes): LeastRecentlyUsed<RankIndex<Rank>> {
    let kept = this.#kept.get(indexes);
    if (kept === undefined) {
      kept = new LeastRecentlyUsed(mostKinds);
      this.#kept.set(indexes, kept);
    }
    return kept;
  }
}
