/** Further away than this share of the word it is another word, not a slip. */
const farthest = 0.4;

/** The closest of the names, or `null` if none is close: "did you mean …?" */
export function closest(word: string, names: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(word.length * farthest)) + 0.5;
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** ` (did you mean "replicas"?)`, else the names that there are, if they are few. */
export function suggestion(word: string, names: readonly string[]): string {
  const name = closest(word, names);
  if (name !== null) return ` – did you mean "${name}"?`;
  if (names.length === 0 || names.length > 20) return '';
  return `; there ${names.length === 1 ? 'is' : 'are'}: ${names.join(', ')}`;
}

/** Insertions, deletions, changes and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
