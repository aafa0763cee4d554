/** Whether two texts are equal but for case, letter by letter (Go's `strings.EqualFold`): `ß` does not equal `ss`. */
export function equalFold(a: string, b: string): boolean {
  return a === b || (a.length === b.length && fold(a) === fold(b));
}

function fold(text: string): string {
  let folded = '';
  for (const letter of text) {
    // By way of the upper case, because several small letters share one: s and ſ, σ and ς.
    const upper = oneLetter(letter.toUpperCase(), letter);
    folded += oneLetter(upper.toLowerCase(), upper);
  }
  return folded;
}

/** The other case of a letter, where that is one letter as well. */
function oneLetter(otherCase: string, letter: string): string {
  return otherCase.length === letter.length ? otherCase : letter;
}
