import type { EventId, EventLoop } from '../kernel/event-loop.ts';
import type { ImageSpec } from './scenario.ts';

interface Pull {
  readonly node: string;
  readonly image: string;
  readonly limitBytesPerMs: number;
  leftBytes: number;
  readonly waiting: Done[];
  /** While the registry is away: when the engine gives it up. */
  givenUp: EventId | null;
}

/** `false` = it could not be had. */
type Done = (arrived: boolean) => void;

/** Less than this is a rounding error of the shares, not a byte left to pull. */
const doneBelowBytes = 1e-3;
/** An engine tries a download five times, with waits of 5, 10, 15 and 20 s. Source: moby `distribution/xfer/download.go`. */
const patienceMs = 50_000;

/**
 * The registry and the nodes' image caches. Its bandwidth is shared equally by the pulls under way, each capped by
 * its node's own; what a capped pull leaves is not handed to the others. A second task of a node that needs an image which
 * is on its way waits for that pull. While the registry is away no pull begins; one that is under way stands still, goes on when it is
 * back, and fails after a while. Not modelled: layers.
 */
export class ImageRegistry {
  readonly #loop: EventLoop;
  readonly #bytesPerMs: number;
  readonly #cached = new Set<string>();
  readonly #pulls = new Map<string, Pull>();
  #sharedSinceMs = 0;
  /** Outages that have not ended. */
  #outages = 0;
  #next: EventId | null = null;

  constructor(loop: EventLoop, bytesPerMs: number) {
    this.#loop = loop;
    this.#bytesPerMs = bytesPerMs;
  }

  /** Whether it answers. */
  get isUp(): boolean {
    return this.#outages === 0;
  }

  /** It is away until the function that this returns is called. */
  fail(): () => void {
    this.#progress();
    this.#outages++;
    if (this.#outages === 1) for (const [key, pull] of this.#pulls) this.#stall(key, pull);
    this.#plan();
    return () => {
      this.#progress();
      this.#outages--;
      if (this.isUp) for (const pull of this.#pulls.values()) this.#resume(pull);
      this.#plan();
    };
  }

  /** Calls `done` when the image lies on the node, or cannot be had: at once if it is known. The image must not be `missing`. */
  pull(node: string, limitBytesPerMs: number, image: ImageSpec, done: Done): void {
    const key = cacheKey(node, image.name);
    if (image.cached || image.sizeBytes === 0 || this.#cached.has(key)) {
      done(true);
      return;
    }
    if (!this.isUp) {
      done(false);
      return;
    }
    const underWay = this.#pulls.get(key);
    if (underWay !== undefined) {
      underWay.waiting.push(done);
      return;
    }
    this.#progress();
    this.#pulls.set(key, {
      node,
      image: image.name,
      limitBytesPerMs,
      leftBytes: image.sizeBytes,
      waiting: [done],
      givenUp: null,
    });
    this.#plan();
  }

  /** The node is gone: what it was pulling is thrown away; what it has stays on its disk. */
  abandon(node: string): void {
    this.#progress();
    for (const [key, pull] of this.#pulls) {
      if (pull.node !== node) continue;
      this.#resume(pull);
      this.#pulls.delete(key);
    }
    this.#plan();
  }

  #stall(key: string, pull: Pull): void {
    pull.givenUp = this.#loop.call(patienceMs, () => {
      this.#pulls.delete(key);
      for (const done of pull.waiting) done(false);
    });
  }

  #resume(pull: Pull): void {
    if (pull.givenUp !== null) this.#loop.cancel(pull.givenUp);
    pull.givenUp = null;
  }

  #rate(pull: Pull): number {
    if (!this.isUp) return 0;
    return Math.min(pull.limitBytesPerMs, this.#bytesPerMs / this.#pulls.size);
  }

  #progress(): void {
    const passedMs = this.#loop.nowMs - this.#sharedSinceMs;
    this.#sharedSinceMs = this.#loop.nowMs;
    if (passedMs === 0) return;
    for (const pull of this.#pulls.values()) pull.leftBytes -= passedMs * this.#rate(pull);
  }

  #plan(): void {
    if (this.#next !== null) this.#loop.cancel(this.#next);
    this.#next = null;
    let soonestMs = Number.POSITIVE_INFINITY;
    for (const pull of this.#pulls.values()) {
      const rate = this.#rate(pull);
      if (rate > 0) soonestMs = Math.min(soonestMs, Math.max(0, pull.leftBytes) / rate);
    }
    if (soonestMs < Number.POSITIVE_INFINITY) this.#next = this.#loop.call(soonestMs, () => this.#finish());
  }

  #finish(): void {
    this.#next = null;
    this.#progress();
    const ready: Pull[] = [];
    for (const [key, pull] of this.#pulls) {
      if (pull.leftBytes > doneBelowBytes) continue;
      this.#pulls.delete(key);
      this.#cached.add(key);
      ready.push(pull);
    }
    this.#plan();
    for (const pull of ready) for (const done of pull.waiting) done(true);
  }
}

function cacheKey(node: string, image: string): string {
  return `${node}\n${image}`;
}
