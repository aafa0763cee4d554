/** A column's contents in a longer one. */
export function longer<T extends { set(from: T): void }>(old: T, empty: T): T {
  empty.set(old);
  return empty;
}
