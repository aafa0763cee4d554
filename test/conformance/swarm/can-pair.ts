/** Whether each wanted thing finds an offer of its own that has it (augmenting paths). */
export function canPair<T>(wanted: readonly T[], offers: readonly ReadonlySet<T>[]): boolean {
  const taken = new Map<number, number>();
  const place = (want: number, tried: Set<number>): boolean =>
    offers.some((offer, index) => {
      if (tried.has(index) || !offer.has(wanted[want]!)) return false;
      tried.add(index);
      const other = taken.get(index);
      if (other !== undefined && !place(other, tried)) return false;
      taken.set(index, want);
      return true;
    });
  return wanted.every((_, want) => place(want, new Set()));
}
