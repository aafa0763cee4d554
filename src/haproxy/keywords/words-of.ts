/** The words of a text, in order. */
export function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
