import type { Change } from '../change.ts';

/** The end of a transaction: what came before it belongs together. */
export interface Commit {
  readonly kind: 'commit';
}

export type StoreEvent = Change | Commit;

const commit: Commit = { kind: 'commit' };
const trimFrom = 4_096;

/**
 * What has happened in the store, in order, as one log that all readers share: a reader is a position in it. The
 * log forgets what all have read, so that it costs one entry per event however many readers there are.
 */
export class Feed {
  #events: StoreEvent[] = [];
  readonly #readers: FeedReader[] = [];
  #visible = 0;

  /** Number of events that have been published and not yet forgotten. */
  get length(): number {
    return this.#events.length;
  }

  publish(changes: readonly Change[]): void {
    for (const change of changes) this.#events.push(change);
    this.#events.push(commit);
  }

  /** Readers see the first `length` events of the log; a commit takes its time until it is seen. */
  reveal(length: number): void {
    this.#visible = Math.max(this.#visible, length);
  }

  /** A reader that sees everything from now on. */
  reader(): FeedReader {
    const reader = new FeedReader(this, this.#events.length);
    this.#readers.push(reader);
    return reader;
  }

  /** It reads no more, and nothing is kept for it. */
  dismiss(reader: FeedReader): void {
    const index = this.#readers.indexOf(reader);
    if (index >= 0) this.#readers.splice(index, 1);
  }

  at(index: number): StoreEvent | undefined {
    return index < this.#visible ? this.#events[index] : undefined;
  }

  /** Forgets what all have read, once that is worth it. Answers how many events were forgotten. */
  trim(): number {
    let read = this.#events.length;
    for (const reader of this.#readers) read = Math.min(read, reader.position);
    if (read === 0 || (read < trimFrom && read < this.#events.length)) return 0;
    this.#events.splice(0, read);
    this.#visible = Math.max(0, this.#visible - read);
    for (const reader of this.#readers) reader.position -= read;
    return read;
  }
}

/** A position in the feed. */
export class FeedReader {
  readonly #feed: Feed;
  position: number;

  constructor(feed: Feed, position: number) {
    this.#feed = feed;
    this.position = position;
  }

  get hasNext(): boolean {
    return this.#feed.at(this.position) !== undefined;
  }

  next(): StoreEvent | undefined {
    const event = this.#feed.at(this.position);
    if (event !== undefined) this.position++;
    return event;
  }
}
