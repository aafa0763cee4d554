import type { Part, Partition } from './partition.ts';
import type { RecentChanges } from './recent-changes.ts';
import type { SlotSet } from './slot-set.ts';
import { Tournament } from './tournament.ts';

/** With more changes than this share of the slots, all are ranked anew. */
const manyChanges = 1 / 8;

/** What a rank index asks of whoever ranks. */
export interface SlotRanking<Rank> {
  /** `null` = there is no node in the slot, or it is not to take a task. */
  readonly rank: (slot: number) => Rank | null;
  /** Below 0 = `a` is better. */
  readonly compare: (a: Rank, b: Rank) => number;
}

/** The ranks of all slots and the best of each part, kept as nodes change. */
export class RankIndex<Rank> {
  readonly partition: Partition;
  readonly #changes: RecentChanges;
  readonly #compare: (a: Rank, b: Rank) => number;
  readonly #ranks: (Rank | null)[];
  readonly #tournaments = new Map<Part, Tournament>();
  #clock: number;

  /** For slots below `capacity`. */
  constructor(capacity: number, changes: RecentChanges, partition: Partition, { rank, compare }: SlotRanking<Rank>) {
    this.#changes = changes;
    this.partition = partition;
    this.#compare = compare;
    this.#ranks = Array.from({ length: capacity }, (_, slot) => rank(slot));
    this.#clock = changes.clock;
  }

  /** To be called before use, with a ranking that is as good as the first one was. */
  follow(rank: (slot: number) => Rank | null): void {
    const { clock } = this.#changes;
    const many = clock - this.#clock > this.#ranks.length * manyChanges;
    if (many) this.#tournaments.clear();
    this.#changes.visitSince(this.#clock, (slot) => {
      this.#ranks[slot] = rank(slot);
      const part = many ? null : this.partition.innermost(slot);
      if (part !== null) this.#tournaments.get(part)?.changed(slot);
    });
    this.#clock = clock;
  }

  /** The best slot of an innermost part that is not in `without`, of equal ones the first in a round from `start`; `null` = none. */
  best(part: Part, start: number, without: SlotSet): number | null {
    let tournament = this.#tournaments.get(part);
    if (tournament === undefined) {
      tournament = new Tournament(part.slots, {
        takesPart: (slot) => this.#ranks[slot] != null,
        compare: (a, b) => this.#compare(this.rankOf(a), this.rankOf(b)),
      });
      this.#tournaments.set(part, tournament);
    }
    return tournament.best(start, without);
  }

  /** Of a slot that has one. */
  rankOf(slot: number): Rank {
    return this.#ranks[slot]!;
  }
}
