import type { FeedReader, StoreEvent } from './store/feed.ts';
import type { Store } from './store/store.ts';
import type { Timers } from './timers.ts';

/** A control loop: it reacts to what happens in the store and writes back. */
export interface Component {
  /** Works through all that it has in one turn, even when it has written (the global orchestrator). */
  readonly greedy?: boolean;
  /** A timer that is over comes before the events of the same instant (a scheduler round is not put off by them). */
  readonly resumesFirst?: boolean;
  /** One event of the store. */
  react(event: StoreEvent): void;
  /** One piece of work that waits for no event (a timer is over, a start): `false` if there is none. */
  resume(): boolean;
}

interface Seat {
  readonly component: Component;
  readonly reader: FeedReader;
  /** There may be work for `resume`. */
  awake: boolean;
}

const maxRounds = 1_000_000;

/**
 * Lets the components react in turns: each works through its events, in order, until it has itself written to the
 * store, then the others go on; until nobody has anything to do. All timers that are due at an instant expire
 * before: the reactor's own event is scheduled when the first of them wakes it, behind all of them. A commit is seen
 * `commitMs` after it was made.
 */
export class Reactor {
  readonly #loop: Timers;
  readonly #store: Store;
  readonly #commitMs: number;
  readonly #seats: Seat[] = [];
  /** Commits that are not seen yet, oldest first. */
  readonly #underWay: { atMs: number; length: number }[] = [];
  readonly #stopListening: () => void;
  readonly #react = () => this.#fire();
  #scheduled = false;
  #settling = false;

  constructor(loop: Timers, store: Store, commitMs: number) {
    this.#loop = loop;
    this.#store = store;
    this.#commitMs = commitMs;
    this.#stopListening = store.onCommit(() => this.#committed());
  }

  /** Components react in the order in which they are added. Call the answer when the component has work to resume. */
  add(component: Component): () => void {
    const seat: Seat = { component, reader: this.#store.feed.reader(), awake: true };
    this.#seats.push(seat);
    this.#schedule();
    return () => {
      seat.awake = true;
      if (!this.#settling) this.#schedule();
    };
  }

  /** Nobody reacts any longer. Not to be called by a component. */
  close(): void {
    this.#stopListening();
    for (const { reader } of this.#seats) this.#store.feed.dismiss(reader);
  }

  #fire(): void {
    this.#scheduled = false;
    this.#reveal();
    this.#settling = true;
    let rounds = 0;
    let busy = true;
    while (busy) {
      busy = false;
      if (++rounds > maxRounds) throw new Error(`the control loops do not come to rest at ${this.#loop.nowMs} ms`);
      for (const seat of this.#seats) {
        if (!seat.awake && !seat.reader.hasNext) continue;
        busy = true;
        this.#turn(seat);
      }
    }
    this.#settling = false;
    const forgotten = this.#store.feed.trim();
    for (const commit of this.#underWay) commit.length -= forgotten;
  }

  /** Works until there is nothing left, or until something was written. */
  #turn(seat: Seat): void {
    const { component } = seat;
    const { commits } = this.#store;
    const mayGoOn = () => component.greedy === true || this.#store.commits === commits;
    if (component.resumesFirst === true && seat.awake && !this.#resume(seat, mayGoOn)) return;
    for (let event = seat.reader.next(); event !== undefined; event = seat.reader.next()) {
      component.react(event);
      if (!mayGoOn()) return;
    }
    if (seat.awake) this.#resume(seat, mayGoOn);
  }

  /** `false` if the turn is over with work left. */
  #resume(seat: Seat, mayGoOn: () => boolean): boolean {
    seat.awake = false;
    while (seat.component.resume()) {
      if (mayGoOn()) continue;
      seat.awake = true;
      return false;
    }
    return true;
  }

  #committed(): void {
    const { length } = this.#store.feed;
    if (this.#commitMs === 0) {
      this.#store.feed.reveal(length);
      if (!this.#settling) this.#schedule();
      return;
    }
    const atMs = this.#loop.nowMs + this.#commitMs;
    const last = this.#underWay.at(-1);
    if (last?.atMs === atMs) last.length = length;
    else {
      this.#underWay.push({ atMs, length });
      this.#loop.call(this.#commitMs, this.#react);
    }
  }

  #reveal(): void {
    const nowMs = this.#loop.nowMs;
    while (this.#underWay.length > 0 && this.#underWay[0]!.atMs <= nowMs) {
      this.#store.feed.reveal(this.#underWay.shift()!.length);
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#loop.call(0, this.#react);
  }
}
