import type { NodeInfo } from '../../node-info.ts';
import type { PlacementGroup } from '../../strategy.ts';
import { GoHeap } from '../go-heap.ts';
import type { OfferedLeaf } from '../preferences/branch.ts';
import type { Candidate, NodeOrder } from './node-order.ts';

/**
 * Of the nodes that pass the filters at most as many as the group has tasks, the best. Source: SwarmKit `nodeset.go` tree, `decision_tree.go` orderedNodes, `scheduleNTasksOnNodes`.
 */
export class SpreadLeaf implements OfferedLeaf {
  readonly #group: PlacementGroup;
  readonly #order: NodeOrder;
  readonly #most: number;
  #candidates: Candidate[];
  #heap: GoHeap<Candidate> | null = null;
  #visited = false;

  /** `best`: what has been found to be the best, in the order of the turn; then nothing need be offered. */
  constructor(group: PlacementGroup, order: NodeOrder, best: Candidate[] = []) {
    this.#group = group;
    this.#order = order;
    this.#most = group.remaining;
    this.#candidates = best;
  }

  offer(node: NodeInfo): void {
    if (this.#candidates.length < this.#most) {
      if (this.#group.passes(node)) this.#candidates.push(this.#order.candidate(node));
      return;
    }
    this.#heap ??= new GoHeap(this.#candidates, (a, b) => this.#order.comesBefore(a, b));
    const candidate = this.#order.candidate(node);
    if (this.#order.comesBefore(candidate, this.#heap.root!) && this.#group.passes(node))
      this.#heap.replaceRoot(candidate);
  }

  place(tasks: number): number {
    const candidates = this.#visited ? this.#sortAgain() : this.#sortFirst();
    this.#visited = true;
    if (candidates.length === 0 || this.#group.remaining === 0) return 0;
    return this.#fill(Math.min(tasks, this.#group.remaining), candidates);
  }

  /** Levels the nodes up, the best first, then goes round: each turn one task for every node that still passes. */
  #fill(tasks: number, candidates: readonly Candidate[]): number {
    const { length } = candidates;
    const full = new Set<Candidate>();
    let i = 0;
    for (let placed = 1; ; placed++) {
      const chosen = candidates[i % length]!;
      this.#group.assign(chosen.node);
      if (placed === tasks) return placed;
      if (i + 1 >= length || this.#order.isBetterThanNow(candidates[i + 1]!, chosen)) i++;
      const from = i;
      while (!this.#stillPasses(candidates[i % length]!, full)) {
        i++;
        if (i - from === length) return placed;
      }
    }
  }

  #stillPasses(candidate: Candidate, full: Set<Candidate>): boolean {
    if (full.has(candidate)) return false;
    if (this.#group.passes(candidate.node)) return true;
    full.add(candidate);
    return false;
  }

  #sortFirst(): readonly Candidate[] {
    // Which of equal nodes comes first depends on the order in which they entered SwarmKit's heap: that of the turn.
    if (this.#heap !== null) this.#candidates.sort((a, b) => a.place - b.place);
    if (this.#candidates.length < 2) return this.#candidates;
    const heap = new GoHeap<Candidate>([], (a, b) => this.#order.isBetter(a, b));
    for (const candidate of this.#candidates) heap.push(candidate);
    this.#candidates = heap.drain();
    return this.#candidates;
  }

  /** Later visits look at every node again and drop those that are full now, for good. */
  #sortAgain(): readonly Candidate[] {
    const candidates = this.#candidates;
    for (let i = 0; i < candidates.length; ) {
      if (this.#group.passes(candidates[i]!.node)) i++;
      else {
        candidates[i] = candidates[candidates.length - 1]!;
        candidates.pop();
      }
    }
    return new GoHeap(candidates, (a, b) => this.#order.isBetter(a, b)).drain();
  }
}
