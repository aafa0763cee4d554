/** The known word that was probably meant, or `null` if none is near: at most a third of its letters differ. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let leastDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= Math.max(1, Math.floor(candidate.length / 3)) && distance < leastDistance) {
      nearest = candidate;
      leastDistance = distance;
    }
  }
  return nearest;
}

/** Letters to insert, delete or replace to make one word of the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  [...from].forEach((letter, i) => {
    const next = [i + 1];
    [...to].forEach((other, j) => {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}
