/** Whether two texts are equal but for case, letter by letter (Go's `strings.EqualFold`): `ß` does not equal `ss`. */
export function equalFold(a: string, b: string): boolean {
  if (a === b) return true;
  // Whatever the case of a letter, it is as long.
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const codeA = a.charCodeAt(i);
    const codeB = b.charCodeAt(i);
    if (codeA === codeB) continue;
    if (codeA > 127 || codeB > 127) return fold(a) === fold(b);
    if (lowerAscii(codeA) !== lowerAscii(codeB)) return false;
  }
  return true;
}

function lowerAscii(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
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
