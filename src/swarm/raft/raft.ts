import type { EventId } from '../../kernel/event-loop.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Timers } from '../timers.ts';
import { Links } from './links.ts';
import { electionTimeoutMs, handOverMs, lostQuorumMs, maxDialIntervalMs } from './raft-timings.ts';

/** What comes of raft. */
export interface RaftObserver {
  /** The leader has lost its quorum: nothing can be committed until it has it back, or has given up. */
  held(): void;
  released(): void;
  /** There is no leader any longer. */
  lost(): void;
  elected(nodeId: string): void;
}

interface Member {
  readonly id: string;
  /** It runs, and has its connections to the others. */
  up: boolean;
  downSinceMs: number;
  /** It runs again, and the others do not know yet. */
  comeback: EventId | null;
  /** How much of the log it has, in commits; `null` = all, as it follows the leader. */
  log: number | null;
  /** Of the last election that it knows of. */
  term: number;
  /** When it noticed that there is no leader; `null` = it believes that there is one. */
  leaderlessSinceMs: number | null;
  election: EventId | null;
}

/** Where a manager's request for the store stands: `refused` = there has been no leader for long. */
export type Way = 'open' | 'waits' | 'refused';

/**
 * Which managers are members, which of them are up and hear each other, and who leads. Messages take no time; what
 * takes time are the timeouts. A swarm whose managers never fail has no event of it.
 * Source: SwarmKit `manager/state/raft/raft.go`, with CheckQuorum and without PreVote.
 */
export class Raft {
  readonly #loop: Timers;
  readonly #random: RandomStream;
  readonly #logLength: () => number;
  readonly #observer: RaftObserver;
  readonly #members = new Map<string, Member>();
  readonly #links = new Links();
  #leader: Member | null = null;
  /** The leader gives up when this is over; `null` = it has its quorum. */
  #stepDown: EventId | null = null;
  #transferring = false;

  constructor(loop: Timers, random: RandomStream, logLength: () => number, observer: RaftObserver) {
    this.#loop = loop;
    this.#random = random;
    this.#logLength = logLength;
    this.#observer = observer;
  }

  get leaderId(): string | null {
    return this.#leader?.id ?? null;
  }

  /** Whether a write can be committed at present. Nodes without a manager, as in tests of single parts, have a store all the same. */
  get commits(): boolean {
    return this.#members.size === 0 || (this.#leader !== null && this.#stepDown === null);
  }

  has(nodeId: string): boolean {
    return this.#members.has(nodeId);
  }

  /** A new member that is up; the first one leads. */
  add(nodeId: string): void {
    if (this.#members.has(nodeId)) return;
    const member: Member = {
      ...{ id: nodeId, up: true, downSinceMs: 0, comeback: null },
      ...{ log: null, term: 0, leaderlessSinceMs: null, election: null },
    };
    this.#members.set(nodeId, member);
    if (this.#members.size === 1) this.#leader = member;
    this.#reassess();
  }

  /** A leader hands over first: {@link transfer}. */
  remove(nodeId: string): void {
    const member = this.#members.get(nodeId);
    if (member === undefined) return;
    if (member === this.#leader) throw new Error(`the leader cannot be removed: ${nodeId}`);
    this.#stopElection(member);
    this.#stopComeback(member);
    this.#members.delete(nodeId);
    this.#reassess();
  }

  /** Whether the others would keep their quorum. Source: raft.go CanRemoveMember. */
  canRemove(nodeId: string): boolean {
    const others = [...this.#members.values()].filter((member) => member.id !== nodeId && this.isReachable(member.id));
    return others.length >= Math.floor((this.#members.size - 1) / 2) + 1;
  }

  /** As the leader sees it. */
  isReachable(nodeId: string): boolean {
    const member = this.#members.get(nodeId);
    return member !== undefined && this.#leader !== null && this.#hear(this.#leader, member);
  }

  managerWentDown(nodeId: string): void {
    const member = this.#members.get(nodeId);
    if (member === undefined) return;
    this.#stopComeback(member);
    if (!member.up) return;
    member.up = false;
    member.downSinceMs = this.#loop.nowMs;
    member.log ??= this.#logLength();
    this.#stopElection(member);
    if (member === this.#leader) this.#lose();
    this.#reassess();
  }

  /** The others dial a manager that is gone at growing intervals: it hears of them only when the next try is due. */
  managerCameBack(nodeId: string): void {
    const member = this.#members.get(nodeId);
    if (member === undefined || member.up || member.comeback !== null) return;
    member.leaderlessSinceMs = this.#loop.nowMs;
    if (this.#members.size === 1) {
      this.#return(member);
      return;
    }
    const intervalMs = Math.min(maxDialIntervalMs, this.#loop.nowMs - member.downSinceMs);
    member.comeback = this.#loop.call(this.#random.uniform() * intervalMs, () => this.#return(member));
  }

  /** Whether two managers hear each other, as far as the network between them goes. */
  setReachable(a: string, b: string, reachable: boolean): void {
    this.#links.set(a, b, reachable);
    this.#reassess();
  }

  /** The leader makes the best of the others its successor; `false` if there is none that could follow. */
  transfer(): boolean {
    const leader = this.#leader;
    const heir = [...this.#members.values()].find(
      (member) => leader !== null && member !== leader && this.#hear(leader, member),
    );
    if (heir === undefined || this.#stepDown !== null) return false;
    if (this.#transferring) return true;
    this.#transferring = true;
    this.#loop.call(handOverMs, () => {
      this.#transferring = false;
      if (this.#leader !== leader || !heir.up || this.#members.get(heir.id) !== heir) return;
      this.#lose();
      this.#elect(heir, heir.term + 1);
    });
    return true;
  }

  /** How a request at this manager's engine fares. The leader answers reads until it gives up. */
  wayOf(nodeId: string, writes: boolean): Way {
    if (this.#members.size === 0) return 'open';
    const member = this.#members.get(nodeId);
    if (member === undefined) return 'waits';
    if (this.#leader !== null && this.#hear(this.#leader, member)) {
      return writes && this.#stepDown !== null ? 'waits' : 'open';
    }
    const sinceMs = member.leaderlessSinceMs;
    return sinceMs !== null && this.#loop.nowMs - sinceMs > lostQuorumMs ? 'refused' : 'waits';
  }

  #return(member: Member): void {
    member.comeback = null;
    member.up = true;
    this.#reassess();
  }

  #stopComeback(member: Member): void {
    if (member.comeback !== null) this.#loop.cancel(member.comeback);
    member.comeback = null;
  }

  #hear(a: Member, b: Member): boolean {
    return a.up && b.up && (a === b || this.#links.areUp(a.id, b.id));
  }

  #isQuorum(count: number): boolean {
    return count >= Math.floor(this.#members.size / 2) + 1;
  }

  #heardBy(member: Member): Member[] {
    return [...this.#members.values()].filter((other) => this.#hear(member, other));
  }

  /** Who is up, a link or the membership has changed. */
  #reassess(): void {
    this.#depose();
    const leader = this.#leader;
    if (leader !== null) this.#checkQuorum(leader);
    for (const member of this.#members.values()) {
      if (!member.up || member === leader) continue;
      if (leader !== null && this.#hear(leader, member)) this.#follow(member, leader.term);
      else {
        member.log ??= this.#logLength();
        if (member.election === null) this.#awaitElection(member);
      }
    }
  }

  /** A leader that hears of a later term is none any longer. */
  #depose(): void {
    const leader = this.#leader;
    if (leader === null || !this.#heardBy(leader).some(({ term }) => term > leader.term)) return;
    this.#lose();
    leader.leaderlessSinceMs = this.#loop.nowMs;
  }

  #checkQuorum(leader: Member): void {
    const quorum = this.#isQuorum(this.#heardBy(leader).length);
    if (quorum && this.#stepDown !== null) {
      this.#loop.cancel(this.#stepDown);
      this.#stepDown = null;
      this.#observer.released();
    } else if (!quorum && this.#stepDown === null) {
      this.#observer.held();
      this.#stepDown = this.#loop.call(this.#timeoutMs(), () => {
        this.#lose();
        leader.leaderlessSinceMs = this.#loop.nowMs;
        this.#reassess();
      });
    }
  }

  #lose(): void {
    const leader = this.#leader;
    if (leader === null) return;
    leader.log ??= this.#logLength();
    this.#leader = null;
    if (this.#stepDown !== null) this.#loop.cancel(this.#stepDown);
    this.#stepDown = null;
    this.#observer.lost();
  }

  #follow(member: Member, term: number): void {
    this.#stopElection(member);
    member.log = null;
    member.term = term;
    member.leaderlessSinceMs = null;
  }

  /** The only member need not wait for the others. */
  #awaitElection(member: Member): void {
    this.#stopElection(member);
    member.election = this.#loop.call(this.#members.size === 1 ? 0 : this.#timeoutMs(), () => {
      member.election = null;
      this.#campaign(member);
    });
  }

  /** Votes go to those who know as much, from those who have no leader. */
  #campaign(candidate: Member): void {
    const leader = this.#leader;
    const voters = this.#heardBy(candidate).filter((voter) => leader === null || !this.#hear(leader, voter));
    const term = Math.max(...voters.map((voter) => voter.term)) + 1;
    const votes = voters.filter((voter) => this.#logOf(voter) <= this.#logOf(candidate));
    if (this.#isQuorum(votes.length)) {
      if (leader !== null) this.#lose();
      this.#elect(candidate, term);
      return;
    }
    for (const voter of voters) {
      voter.term = term;
      voter.leaderlessSinceMs ??= this.#loop.nowMs;
      this.#awaitElection(voter);
    }
  }

  #elect(member: Member, term: number): void {
    this.#follow(member, term);
    this.#leader = member;
    this.#reassess();
    this.#observer.elected(member.id);
  }

  #logOf(member: Member): number {
    return member.log ?? this.#logLength();
  }

  #timeoutMs(): number {
    return electionTimeoutMs * (1 + this.#random.uniform());
  }

  #stopElection(member: Member): void {
    if (member.election !== null) this.#loop.cancel(member.election);
    member.election = null;
  }
}
