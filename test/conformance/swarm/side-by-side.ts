const widestColumn = 70;

/** Two lists of lines beside each other, a mark where they differ, for a person to read. */
export function sideBySide(recorded: readonly string[], ours: readonly string[]): string {
  const rows = alignLines(recorded, ours);
  const width = Math.min(widestColumn, Math.max(8, ...recorded.map((line) => line.length)));
  const lines = rows.map(([left, right]) => {
    const mark = left === right ? ' ' : '≠';
    return `    ${cut(left ?? '', width).padEnd(width)} ${mark} ${cut(right ?? '', widestColumn)}`.trimEnd();
  });
  return [`    ${'recorded'.padEnd(width)}   ours`, ...lines].join('\n');
}

/** Pairs equal lines (longest common subsequence), so that one line too many does not shift all the others. */
function alignLines(a: readonly string[], b: readonly string[]): [string | null, string | null][] {
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const skip = Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : skip;
    }
  }
  const rows: [string | null, string | null][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) rows.push([a[i++]!, b[j++]!]);
    else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) rows.push([a[i++]!, null]);
    else rows.push([null, b[j++]!]);
  }
  return joinNeighbours(rows);
}

/** A line that only the recording has, followed by one that only we have, are shown as a pair. */
function joinNeighbours(rows: readonly [string | null, string | null][]): [string | null, string | null][] {
  const joined: [string | null, string | null][] = [];
  for (const [left, right] of rows) {
    const open = left === null ? joined.findIndex((row, at) => row[1] === null && onlyOpenAfter(joined, at)) : -1;
    if (open >= 0) joined[open]![1] = right;
    else joined.push([left, right]);
  }
  return joined;
}

function onlyOpenAfter(rows: readonly [string | null, string | null][], from: number): boolean {
  return rows.slice(from).every(([left, right]) => left !== null && right === null);
}

function cut(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
