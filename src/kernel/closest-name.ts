/** How many letters of a name may be wrong: a third, and always one. */
const wrongShare = 1 / 3;
/** So much of a name says which one is meant. */
const leastBeginning = 3;

/**
 * The one of the names that was probably meant, or `null` if none is near. Case and separators do not count; the
 * beginning of a name is near it. Of two that are as near, the first.
 */
export function closestName(word: string, names: Iterable<string>): string | null {
  const meant = plain(word);
  let closest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const distance = distanceOf(meant, plain(name));
    if (distance < least) {
      closest = name;
      least = distance;
    }
  }
  return closest;
}

function plain(name: string): string {
  const letters = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return letters === '' ? name : letters;
}

/** Infinity = another word. */
function distanceOf(word: string, name: string): number {
  const longer = Math.max(word.length, name.length);
  const most = Math.min(Math.max(1, Math.floor(longer * wrongShare)), Math.floor(longer / 2));
  const isBeginning = word.length >= leastBeginning && name.startsWith(word);
  if (isBeginning) return Math.min(name.length - word.length, 1);
  // Saves the table where the lengths alone are too far apart.
  if (Math.abs(word.length - name.length) > most) return Number.POSITIVE_INFINITY;
  const distance = editDistance(word, name);
  return distance > most ? Number.POSITIVE_INFINITY : distance;
}

/** Insertions, deletions, changes and swaps of neighbours that make one word of the other (optimal string alignment). */
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
