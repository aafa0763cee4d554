/** What a chart says about what it does not show: ` 3 more nodes are in nodes.csv.`; nothing if it shows all. */
export function moreIn(count: number, noun: string, file: string): string {
  if (count <= 0) return '';
  return count === 1 ? ` 1 more ${noun} is in ${file}.` : ` ${count} more ${noun}s are in ${file}.`;
}
