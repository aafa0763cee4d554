/** As Docker's tables: upper-case heads, cells padded by three spaces and to at least ten letters, the last cell not padded. */
const PADDING = 3;
const LEAST_WIDTH = 10;

/** @returns lines joined by `\n`, with one at the end. Line breaks within a cell become spaces. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => cell.replace(/\s*[\r\n]+\s*/g, ' ')));
  const widths = head.map((_, column) =>
    Math.max(LEAST_WIDTH, ...lines.map((cells) => lettersOf(cells[column] ?? '') + PADDING)),
  );
  return lines.map((cells) => `${padAllButLast(cells, widths)}\n`).join('');
}

function padAllButLast(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) => {
    const missing = (widths[column] ?? 0) - lettersOf(cell);
    return column === cells.length - 1 ? cell : cell + ' '.repeat(missing);
  });
  return padded.join('').trimEnd();
}

function lettersOf(text: string): number {
  return [...text].length;
}
