/** A case of the recorded HAProxy: what was done, and what each step had for an answer. */
export interface RecordedCase {
  readonly id: string;
  /** The whole section as configuration text. */
  readonly config: { readonly text: string };
  readonly events: readonly RecordedEvent[];
  readonly outputs: readonly RecordedOutput[];
}

export type RecordedEvent =
  /** Requests of which each has ended before the next begins. */
  | { readonly op: 'reqs'; readonly n: number }
  /** A request that its server holds. */
  | { readonly op: 'open'; readonly id: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly op: 'finish'; readonly id: number }
  /** The client of a waiting request goes away. */
  | { readonly op: 'abort'; readonly id: number }
  | { readonly op: 'cli'; readonly cmd: string }
  /** One request for each key, one after the other: an address, a path, or the header X-Key. */
  | { readonly op: 'keys'; readonly keys: readonly string[] }
  | { readonly op: 'connect' | 'close'; readonly conn: number }
  | { readonly op: 'requests'; readonly conn: number; readonly n: number };

/** The number of a server, or the status that HAProxy itself answered with. */
export type Served = number | { readonly status: number };

export interface RecordedOutput {
  readonly servers?: readonly Served[];
  readonly server?: number;
  readonly status?: number;
  /** `backend`, or the server whose own queue it is. */
  readonly queued?: string;
  /** Requests that waited, and where they went now. The order has no meaning. */
  readonly dequeued?: readonly (readonly [request: number, to: Served])[];
  readonly reply?: string;
  /** Requests that wait after an abort. */
  readonly queue_length_after?: number;
  /** Those that the server has received, in their order. */
  readonly requests_received?: readonly number[];
}
