import type { EventId, EventLoop } from '../kernel/event-loop.ts';
import type { ImageSpec } from './scenario.ts';

interface Pull {
  readonly node: string;
  readonly image: string;
  readonly limitBytesPerMs: number;
  leftBytes: number;
  readonly waiting: (() => void)[];
}

/** Less than this is a rounding error of the shares, not a byte left to pull. */
const doneBelowBytes = 1e-3;

/**
 * The registry and the nodes' image caches. Its bandwidth is shared equally by the pulls under way, each capped by
 * its node's own; what a capped pull leaves is not handed to the others. A second task of a node that needs an image
 * which is on its way waits for that pull. Not modelled: layers, retries, a registry that is away.
 */
export class ImageRegistry {
  readonly #loop: EventLoop;
  readonly #bytesPerMs: number;
  readonly #cached = new Set<string>();
  readonly #pulls = new Map<string, Pull>();
  #sharedSinceMs = 0;
  #next: EventId | null = null;

  constructor(loop: EventLoop, bytesPerMs: number) {
    this.#loop = loop;
    this.#bytesPerMs = bytesPerMs;
  }

  /** Calls `done` when the image lies on the node: at once if it does already. The image must not be `missing`. */
  pull(node: string, limitBytesPerMs: number, image: ImageSpec, done: () => void): void {
    const key = cacheKey(node, image.name);
    if (image.cached || image.sizeBytes === 0 || this.#cached.has(key)) {
      done();
      return;
    }
    const underWay = this.#pulls.get(key);
    if (underWay !== undefined) {
      underWay.waiting.push(done);
      return;
    }
    this.#progress();
    this.#pulls.set(key, { node, image: image.name, limitBytesPerMs, leftBytes: image.sizeBytes, waiting: [done] });
    this.#plan();
  }

  /** The node is gone: what it was pulling is thrown away; what it has stays on its disk. */
  abandon(node: string): void {
    this.#progress();
    for (const [key, pull] of this.#pulls) if (pull.node === node) this.#pulls.delete(key);
    this.#plan();
  }

  #rate(pull: Pull): number {
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
      soonestMs = Math.min(soonestMs, Math.max(0, pull.leftBytes) / this.#rate(pull));
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
    for (const pull of ready) for (const done of pull.waiting) done();
  }
}

function cacheKey(node: string, image: string): string {
  return `${node}\n${image}`;
}
