// What all benches share: CPU time, medians of pairs, and rows for the screen and for the history.
import { appendFileSync, existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { commitOf } from './commit.ts';

/** What one bench found. */
export interface Figure {
  /** What was measured, e.g. `hot path`. */
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** How many times what it is compared with; `null` = with nothing. */
  readonly ratio: number | null;
  /** What it is compared with, e.g. `C++`. */
  readonly to: string;
}

export interface BenchOptions {
  /** The large version of what has one. */
  readonly full: boolean;
  /** Where simjs is installed; `null` = it is not asked. */
  readonly simjs: string | null;
}

export type Bench = (options: BenchOptions) => readonly Figure[] | Promise<readonly Figure[]>;

/** CPU time of an action, of all threads of this process, in ns: another program on the machine counts little. */
export function cpuNs(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** The median of the ratios of what was measured in turns. */
export function pairedRatio(values: readonly number[], others: readonly number[]): number | null {
  const pairs = Math.min(values.length, others.length);
  return pairs === 0 ? null : median(values.slice(0, pairs).map((value, i) => value / others[i]!));
}

export function print({ what, value, unit, ratio, to }: Figure): void {
  const shown = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
  const beside = ratio === null ? '' : `${ratio.toFixed(2)} × ${to}`;
  console.log(`${what.padEnd(58)}${shown.padStart(10)} ${unit.padEnd(14)}${beside}`);
}

/** Adds the figures to the history: a row each, with the date, the commit and the machine. */
export function record(file: string, bench: string, figures: readonly Figure[]): void {
  if (!existsSync(file)) appendFileSync(file, 'date,commit,machine,bench,figure,value,unit,ratio,to\n');
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus()[0]?.model ?? 'unknown'} ×${cpus().length} node ${process.versions.node}`;
  for (const { what, value, unit, ratio, to } of figures) {
    const cells = [date, commitOf('.'), machine, bench, what, value.toPrecision(4), unit, ratio?.toFixed(3) ?? '', to];
    appendFileSync(file, `${cells.map((cell) => cell.replaceAll(',', ' ')).join(',')}\n`);
  }
}
