import type { Json } from '../engine-json/compact.ts';
import { formatObjects } from '../templates/format-objects.ts';
import type { GoTypes } from '../templates/go-values.ts';
import type { Session } from './session.ts';
import { refusalText } from './session.ts';

/** An object of the Engine API, with what the client's types know beyond it. */
export type Inspected = readonly [Json, GoTypes];

/** Prints what is found under each name; what is not found, or cannot be put into the template, is told at the end. */
export function printInspected(
  { terminal }: Session,
  names: readonly string[],
  format: string,
  find: (name: string) => Inspected,
): void {
  const found: Inspected[] = [];
  const problems: string[] = [];
  for (const name of names) {
    try {
      found.push(find(name));
    } catch (error) {
      problems.push(refusalText(error));
    }
  }
  terminal.write(formatObjects(found, format, (fault) => problems.push(refusalText(fault))));
  if (problems.length > 0) terminal.fail(problems.join('\n'));
}
