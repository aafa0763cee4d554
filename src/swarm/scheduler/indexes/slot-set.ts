/** A set of small whole numbers (the slots of nodes), as bits: two sets are intersected 32 slots at a time. */
export class SlotSet {
  readonly words: Int32Array;
  size = 0;

  /** For the numbers 0 … capacity − 1. */
  constructor(capacity: number) {
    this.words = new Int32Array((capacity + 31) >>> 5);
  }

  get capacity(): number {
    return this.words.length * 32;
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

  /** Becomes what is in both sets, which have its capacity. */
  setToBoth(a: SlotSet, b: SlotSet): this {
    const { words } = this;
    this.size = 0;
    for (let w = 0; w < words.length; w++) {
      const word = a.words[w]! & b.words[w]!;
      words[w] = word;
      this.size += bitsIn(word);
    }
    return this;
  }

  /** Becomes what is in at least one of the sets. */
  setToEither(a: SlotSet, b: SlotSet): this {
    const { words } = this;
    this.size = 0;
    for (let w = 0; w < words.length; w++) {
      const word = a.words[w]! | b.words[w]!;
      words[w] = word;
      this.size += bitsIn(word);
    }
    return this;
  }

  /** Becomes what is in the first set and not in the second. */
  setToFirstOnly(first: SlotSet, second: SlotSet): this {
    const { words } = this;
    this.size = 0;
    for (let w = 0; w < words.length; w++) {
      const word = first.words[w]! & ~second.words[w]!;
      words[w] = word;
      this.size += bitsIn(word);
    }
    return this;
  }
}

/** Visits what is in both sets, round from `start`, until `visit` answers true; answers whether it did. */
export function visitRound(set: SlotSet, other: SlotSet, start: number, visit: (slot: number) => boolean): boolean {
  const { words } = set;
  const first = start >>> 5;
  const startMask = -1 << (start & 31);
  for (let i = 0; i <= words.length; i++) {
    const w = first + i < words.length ? first + i : first + i - words.length;
    let word = words[w]! & other.words[w]!;
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

/** How many bits of a word are set. */
export function bitsIn(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
