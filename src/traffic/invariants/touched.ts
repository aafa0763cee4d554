/** Small numbers that something happened to since they were looked at last, each once. */
export class Touched {
  readonly #marked = new Set<number>();

  add(index: number): void {
    this.#marked.add(index);
  }

  /** Each of them, and forgets them. */
  forEach(look: (index: number) => void): void {
    if (this.#marked.size === 0) return;
    for (const index of this.#marked) look(index);
    this.#marked.clear();
  }
}
