/** Groups of nodes that are cut off from all others at present. */
export class Partitions {
  readonly #groups = new Set<ReadonlySet<string>>();

  /** Until the function that this returns is called. */
  begin(nodeIds: readonly string[]): () => void {
    const group = new Set(nodeIds);
    this.#groups.add(group);
    return () => {
      this.#groups.delete(group);
    };
  }

  /** Whether two nodes do not hear each other; `null` = one that is never cut off. */
  areApart(a: string, b: string | null): boolean {
    for (const group of this.#groups) if (group.has(a) !== (b !== null && group.has(b))) return true;
    return false;
  }

  /** Whether it is in some group. */
  isCutOff(nodeId: string): boolean {
    for (const group of this.#groups) if (group.has(nodeId)) return true;
    return false;
  }
}
