/** Go's `%q` of a string: double quotes, with backslash escapes. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
