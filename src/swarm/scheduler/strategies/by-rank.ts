import type { NodeInfo } from '../node-info.ts';
import type { PlacementGroup, PlacementStrategy } from '../strategy.ts';
import { type Candidate, CandidateHeap } from './candidate-heap.ts';
import { heldFailures } from './held-failures.ts';
import { scanAndExplain } from './place-and-explain.ts';
import type { OfferedLeaf } from './preferences/branch.ts';

/** What a strategy thinks of each node for one more of a group's tasks. It must not depend on what other nodes hold. */
export interface Ranking<Rank> {
  /** `null` = the node is not to take it. */
  readonly rank: (node: NodeInfo) => Rank | null;
  /** Below 0 = `a` is better; 0 = the random order of the group's turn decides. */
  readonly compare: (a: Rank, b: Rank) => number;
}

/**
 * A strategy that takes the best of all nodes that fit, task by task: every node is ranked once, and again when it has got a
 * task. O(nodes + tasks · log nodes) for a group.
 */
export function byRank<Rank>(name: string, rankingOf: (group: PlacementGroup) => Ranking<Rank>): PlacementStrategy {
  return {
    name,
    place(group) {
      const ranking = rankingOf(group);
      scanAndExplain(group, () => new RankedLeaf(group, ranking));
    },
  };
}

/** The same by a number, of which the greatest is the best. */
export function byScore(
  name: string,
  scoreOf: (group: PlacementGroup) => (node: NodeInfo) => number | null,
): PlacementStrategy {
  return byRank<number>(name, (group) => ({ rank: scoreOf(group), compare: (a, b) => b - a }));
}

class RankedLeaf<Rank> implements OfferedLeaf {
  readonly #group: PlacementGroup;
  readonly #ranking: Ranking<Rank>;
  readonly #failures: (node: NodeInfo) => number;
  readonly #candidates: CandidateHeap<Rank>;
  readonly #onlyTheBest: boolean;

  constructor(group: PlacementGroup, ranking: Ranking<Rank>) {
    this.#group = group;
    this.#ranking = ranking;
    this.#failures = heldFailures(group);
    this.#candidates = new CandidateHeap<Rank>(ranking.compare);
    this.#onlyTheBest = group.remaining === 1;
  }

  offer(node: NodeInfo): void {
    if (!this.#group.fits(node)) return;
    const rank = this.#ranking.rank(node);
    if (rank === null) return;
    const candidate = { node, failures: this.#failures(node), place: this.#group.nodes.place(node), rank };
    if (this.#onlyTheBest) {
      if (!this.#candidates.wouldLead(candidate)) return;
      this.#candidates.removeRoot();
    }
    this.#candidates.push(candidate);
  }

  place(wanted: number): number {
    let placed = 0;
    while (placed < wanted && this.#group.remaining > 0) {
      const best = this.#candidates.root;
      if (best === undefined) break;
      this.#group.assign(best.node);
      placed++;
      if (this.#group.remaining > 0) this.#rankAgain(best);
    }
    return placed;
  }

  #rankAgain(best: Candidate<Rank>): void {
    const rank = this.#group.fits(best.node) ? this.#ranking.rank(best.node) : null;
    if (rank === null) this.#candidates.removeRoot();
    else this.#candidates.replaceRoot({ ...best, rank });
  }
}
