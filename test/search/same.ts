/** Throws an Error if two figures that are of one thing differ. */
export function same(what: string, found: number, expected: number): void {
  if (found !== expected) throw new Error(`${what}: ${found}, but ${expected} is right`);
}
