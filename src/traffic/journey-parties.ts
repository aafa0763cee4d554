// Whom a request meets from its client and back, as its journey knows them.

/** A balancer's backend, as a request on its way meets it. */
export interface AttemptOwner {
  readonly spec: { readonly name: string };
  /** A task has accepted its connection. */
  connected(slot: number, nowMs: number): void;
  /** The attempt has ended, as `requests.outcome` says: answered, refused, cut. */
  attemptEnded(slot: number, nowMs: number): void;
  /** Whether a timer of its own runs that will give up on a server which says nothing. */
  watches(slot: number): boolean;
  /** The client waits no longer. The request may be over with that, but not forgotten yet. */
  clientGone(slot: number, nowMs: number): void;
}

/** Where a request begins: its client's way in. */
export interface EntryPoint {
  /** No hop leads there. */
  readonly local: boolean;
  enter(slot: number, nowMs: number): void;
}

/** Who sends requests: a client, or somebody who sends them on its behalf. */
export interface Caller {
  /** It has the answer, or has given up. The slot is somebody else's as soon as this returns. */
  ended(slot: number, outcomeIndex: number, nowMs: number): void;
}

/** What lets so many requests in at once. */
export interface Door {
  left(nowMs: number): void;
}
