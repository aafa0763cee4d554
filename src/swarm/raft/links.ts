/** Between which managers the network is cut. */
export class Links {
  readonly #cut = new Set<string>();

  set(a: string, b: string, up: boolean): void {
    if (up) this.#cut.delete(keyOf(a, b));
    else this.#cut.add(keyOf(a, b));
  }

  areUp(a: string, b: string): boolean {
    return this.#cut.size === 0 || !this.#cut.has(keyOf(a, b));
  }
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
