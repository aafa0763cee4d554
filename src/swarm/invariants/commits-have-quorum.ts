import type { Raft } from '../raft/raft.ts';
import type { Invariant } from './invariant.ts';

/** Nothing is written unless a leader and a majority of the managers agree on it. */
export class CommitsHaveQuorum implements Invariant {
  readonly #raft: Raft;

  constructor(raft: Raft) {
    this.#raft = raft;
  }

  changed(): void {
    if (!this.#raft.commits) throw new Error('the store was written without a quorum of managers');
  }

  check(): void {}
}
