/** docker/cli `formatter`: tabwriter with cells of at least 10 and 3 spaces between columns. */
const minimumWidth = 10;
const padding = 3;

/** Lays rows out as Docker's tables: each column as wide as its widest cell, the last one not padded. Ends with a line feed. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? minimumWidth, widthOf(cell) + padding);
    });
  }
  return rows.map((row) => `${row.map((cell, column) => pad(cell, widths[column] ?? 0)).join('')}\n`).join('');
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - widthOf(cell)));
}

function widthOf(cell: string): number {
  return [...cell].length;
}
