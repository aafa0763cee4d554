/** docker/cli `formatter.PrettyPrint`: first letter upper, the rest lower. */
export function prettyWord(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** docker/cli `formatter.TruncateID`. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}

/** docker/cli `formatter.Ellipsis`: at most `columns` wide, the last one an ellipsis if something was cut. */
export function ellipsis(text: string, columns: number): string {
  const characters = [...text];
  return characters.length <= columns ? text : `${characters.slice(0, columns - 1).join('')}\u2026`;
}
