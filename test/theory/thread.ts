// What the threads run on which rows are checked.
import '../../src/cli/inline-more.ts';
import { checkRow, type Finding } from './check-row.ts';
import type { Parameters } from './row.ts';
import { theoryRows } from './rows/all.ts';

/** A row of the table, by name. */
export interface RowCheck {
  readonly name: string;
  readonly parameters: Parameters;
}

export default function ({ name, parameters }: RowCheck): readonly Finding[] {
  return checkRow(theoryRows.find((row) => row.name === name)!, parameters);
}
