import type { NodeInfo } from '../node-info.ts';
import { GoHeap } from './go-heap.ts';

/** A node that fits, and how it compares. */
export interface Candidate<Rank> {
  readonly node: NodeInfo;
  /** Recent failures that count: the fewer the better, before all else. */
  readonly failures: number;
  /** Its place in the group's turn, which breaks ties. */
  readonly place: number;
  readonly rank: Rank;
}

/** Candidates of which the root is the best. */
export class CandidateHeap<Rank> {
  readonly #compareRanks: (a: Rank, b: Rank) => number;
  readonly #heap: GoHeap<Candidate<Rank>>;

  /** `compareRanks`: below 0 = `a` is better. */
  constructor(compareRanks: (a: Rank, b: Rank) => number) {
    this.#compareRanks = compareRanks;
    this.#heap = new GoHeap<Candidate<Rank>>([], (a, b) => this.#compare(a, b) > 0);
  }

  get root(): Candidate<Rank> | undefined {
    return this.#heap.root;
  }

  /** Whether this one would be the root. */
  wouldLead(candidate: Candidate<Rank>): boolean {
    const { root } = this.#heap;
    return root === undefined || this.#compare(candidate, root) < 0;
  }

  push(candidate: Candidate<Rank>): void {
    this.#heap.push(candidate);
  }

  replaceRoot(candidate: Candidate<Rank>): void {
    this.#heap.replaceRoot(candidate);
  }

  removeRoot(): void {
    this.#heap.removeRoot();
  }

  #compare(a: Candidate<Rank>, b: Candidate<Rank>): number {
    if (a.failures !== b.failures) return a.failures - b.failures;
    return this.#compareRanks(a.rank, b.rank) || a.place - b.place;
  }
}
