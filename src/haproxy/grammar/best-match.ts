const other = 28;
const digit = 27;

/** The letters of a word, and counts of the pairs that follow each other; its beginning and its end are a letter too. */
function pairsOf(word: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const add = (place: number) => pairs.set(place, (pairs.get(place) ?? 0) + 1);
  let before = other;
  for (const char of word.toLowerCase()) {
    const letter = char >= 'a' && char <= 'z' ? char.charCodeAt(0) - 96 : char >= '0' && char <= '9' ? digit : other;
    pairs.set(letter, 1);
    add(32 * before + letter);
    before = letter;
  }
  add(32 * before + other);
  return pairs;
}

function distance(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [place, count] of a) sum += (count - (b.get(place) ?? 0)) ** 2;
  for (const [place, count] of b) if (!a.has(place)) sum += count ** 2;
  return sum;
}

/**
 * The keyword that HAProxy takes a mistyped one for: the first of those with the most pairs of letters in common (haproxy 2.6:
 * src/tools.c, `word_fingerprint_distance`; src/cfgparse.c, `cfg_find_best_match`).
 */
export function bestMatch(word: string, keywords: readonly string[]): string | null {
  const pairs = pairsOf(word);
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const keyword of keywords) {
    const away = distance(pairs, pairsOf(keyword));
    if (away < least) {
      least = away;
      best = keyword;
    }
  }
  return best === null || least > 2 * word.length || least > 2 * best.length ? null : best;
}

/** `; did you mean 'balance' maybe ?`, or nothing. */
export function didYouMean(word: string, keywords: readonly string[]): string {
  const match = bestMatch(word, keywords);
  return match === null ? '' : `; did you mean '${match}' maybe ?`;
}
