/** A set of small whole numbers (the slots of nodes), as bits: two sets are intersected 32 slots at a time. */
export class SlotSet {
  readonly words: Int32Array;
  size = 0;

  /** For the numbers 0 … capacity − 1. */
  constructor(capacity: number) {
    this.words = new Int32Array((capacity + 31) >>> 5);
  }

  has(slot: number): boolean {
    return ((this.words[slot >>> 5]! >>> (slot & 31)) & 1) === 1;
  }

  add(slot: number): void {
    if (this.has(slot)) return;
    this.words[slot >>> 5]! |= 1 << (slot & 31);
    this.size++;
  }

  delete(slot: number): void {
    if (!this.has(slot)) return;
    this.words[slot >>> 5]! &= ~(1 << (slot & 31));
    this.size--;
  }
}

/**
 * Visits what is in both sets (with `without`: in the first but not in the second), round from `start`, until `visit`
 * answers true; answers whether it did.
 */
export function visitRound(
  set: SlotSet,
  other: SlotSet | null,
  without: boolean,
  start: number,
  visit: (slot: number) => boolean,
): boolean {
  const { words } = set;
  const first = start >>> 5;
  const startMask = -1 << (start & 31);
  const flip = without ? -1 : 0;
  for (let i = 0; i <= words.length; i++) {
    const w = first + i < words.length ? first + i : first + i - words.length;
    let word = words[w]!;
    if (other !== null) word &= other.words[w]! ^ flip;
    // The word in which the round begins is also the one in which it ends.
    if (i === 0) word &= startMask;
    else if (i === words.length) word &= ~startMask;
    while (word !== 0) {
      const lowest = word & -word;
      if (visit((w << 5) + 31 - Math.clz32(lowest))) return true;
      word ^= lowest;
    }
  }
  return false;
}
