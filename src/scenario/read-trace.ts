import type { ArrivalTrace } from '../simulation/vocabulary.ts';
import type { FileSource } from './file-source.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { readNamedFile } from './read-named-file.ts';
import { besideFile } from './relative-path.ts';
import { suggestion } from './suggest.ts';

const timeColumn = 'time_s';
const demandColumn = 'duration_ms';
const columns = [timeColumn, demandColumn];

/** Something is wrong in a line of the file; both count from 1. */
type Refuse = (line: number, column: number, message: string) => void;

/**
 * The CSV file that `arrivals: { trace: … }` names: a header, then a line for each request, in any order. Told is the first
 * mistake, not each of a million.
 *
 * @param path where the scenario names it
 * @returns `null` if it is refused
 */
export function readTrace(name: string, path: Path, files: FileSource, problems: ProblemList): ArrivalTrace | null {
  const file = besideFile(problems.source.file, name);
  const text = readNamedFile(file, path, files, problems);
  if (text === null) return null;
  return parseTrace(text, (line, column, message) => problems.addAt({ file, line, column }, message));
}

function parseTrace(text: string, refuse: Refuse): ArrivalTrace | null {
  const headerEnd = endOfLine(text, 0);
  const header = text.slice(0, headerEnd).trimEnd().split(',');
  if (!checkHeader(header, refuse)) return null;
  const rows = new Rows(header);
  for (let start = headerEnd + 1, line = 2; start < text.length; line++) {
    const end = endOfLine(text, start);
    const row = text.slice(start, end).trimEnd();
    if (row !== '') {
      const mistake = rows.add(row);
      if (mistake !== null) {
        refuse(line, mistake.column, mistake.message);
        return null;
      }
    }
    start = end + 1;
  }
  if (rows.count > 0) return rows.byTime();
  refuse(1, 1, `a trace needs at least one request: a line such as ${header.length > 1 ? '12.345,8.2' : '12.345'}`);
  return null;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

function checkHeader(header: readonly string[], refuse: Refuse): boolean {
  const known = `the first line names the columns: ${timeColumn} and, if it is known, ${demandColumn}`;
  if (header.join('').trim() === '') {
    refuse(1, 1, `${known}; it is empty`);
    return false;
  }
  for (const [index, name] of header.entries()) {
    const column = header.slice(0, index).join(',').length + (index === 0 ? 1 : 2);
    if (!columns.includes(name.trim())) {
      refuse(1, column, `no column of a trace is called "${name.trim()}"${suggestion(name.trim(), columns)}; ${known}`);
      return false;
    }
    if (header.findIndex((each) => each.trim() === name.trim()) === index) continue;
    refuse(1, column, `the column ${name.trim()} is there twice`);
    return false;
  }
  if (header.some((name) => name.trim() === timeColumn)) return true;
  refuse(1, 1, `the column ${timeColumn} is missing: ${known}`);
  return false;
}

interface Mistake {
  readonly column: number;
  readonly message: string;
}

/** The lines read so far. */
class Rows {
  readonly #width: number;
  readonly #timeAt: number;
  readonly #demandAt: number;
  readonly #timesMs: number[] = [];
  readonly #demandsMs: number[] = [];
  #isSorted = true;

  constructor(header: readonly string[]) {
    const names = header.map((name) => name.trim());
    this.#width = names.length;
    this.#timeAt = names.indexOf(timeColumn);
    this.#demandAt = names.indexOf(demandColumn);
  }

  get count(): number {
    return this.#timesMs.length;
  }

  /** What is wrong with the line; `null` = nothing. */
  add(row: string): Mistake | null {
    const cells = row.split(',');
    if (cells.length !== this.#width) {
      const values = this.#width === 1 ? 'one value' : `${this.#width} values`;
      return { column: 1, message: `expected ${values} as in the header, found ${cells.length}` };
    }
    const time = numberOf(cells[this.#timeAt]!);
    if (time === null) return this.#mistake(cells, this.#timeAt, 'a time in seconds from 0 on, such as 12.345');
    const timeMs = time * 1000;
    this.#isSorted &&= timeMs >= (this.#timesMs.at(-1) ?? 0);
    this.#timesMs.push(timeMs);
    if (this.#demandAt < 0) return null;
    const demandMs = numberOf(cells[this.#demandAt]!);
    if (demandMs === null) return this.#mistake(cells, this.#demandAt, 'a duration in milliseconds such as 8.2');
    this.#demandsMs.push(demandMs);
    return null;
  }

  /** Those of one instant stay in the order of the file: sorting is stable. */
  byTime(): ArrivalTrace {
    const timesMs = this.#timesMs;
    const demandsMs = this.#demandAt < 0 ? null : this.#demandsMs;
    if (this.#isSorted) return { timesMs, demandsMs };
    const order = Uint32Array.from(timesMs.keys()).sort((a, b) => timesMs[a]! - timesMs[b]!);
    const sorted = (values: readonly number[]) => Array.from(order, (index) => values[index]!);
    return { timesMs: sorted(timesMs), demandsMs: demandsMs === null ? null : sorted(demandsMs) };
  }

  #mistake(cells: readonly string[], index: number, expected: string): Mistake {
    const column = cells.slice(0, index).join(',').length + (index === 0 ? 1 : 2);
    return { column, message: `expected ${expected}, found "${cells[index]?.trim()}"` };
  }
}

/** Not negative, finite; `null` = it is none. */
function numberOf(cell: string): number | null {
  const value = cell.trim() === '' ? Number.NaN : Number(cell);
  return value >= 0 && value < Number.POSITIVE_INFINITY ? value : null;
}
