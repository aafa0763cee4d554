import type { NodeInfo } from '../node-info.ts';

/** Nodes to draw from: a list that is not changed, less those that have been removed. */
export class DrawList {
  length: number;
  readonly #original: (index: number) => NodeInfo;
  /** What has come to another index since. */
  readonly #moved = new Map<number, NodeInfo>();

  constructor(length: number, original: (index: number) => NodeInfo) {
    this.length = length;
    this.#original = original;
  }

  at(index: number): NodeInfo {
    return this.#moved.get(index) ?? this.#original(index);
  }

  /** The last one takes its place. */
  removeAt(index: number): void {
    const last = this.at(this.length - 1);
    this.length--;
    if (index < this.length) this.#moved.set(index, last);
  }
}
