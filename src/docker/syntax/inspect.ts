import type { Command } from '../command-line/command.ts';
import { bool, text } from '../command-line/flag-types.ts';
import { DockerUsageError } from '../command-line/usage-error.ts';
import { quote } from '../text/quote.ts';
import { shortFormatFlag } from './values/filter.ts';
import { readInspectFormat } from './values/format.ts';

/** Sorted, as the client names them. Source: docker/cli `cli/command/system/inspect.go`. */
export const objectTypes = [
  ...(['config', 'container', 'image', 'network', 'node'] as const),
  ...(['plugin', 'secret', 'service', 'task', 'volume'] as const),
] as const;

export type ObjectType = (typeof objectTypes)[number];

export interface Inspect {
  readonly kind: 'inspect';
  readonly names: readonly string[];
  /** `null` = whatever has that name. */
  readonly type: ObjectType | null;
  readonly size: boolean;
  readonly format: string;
}

const typeFlag = text('type');
const sizeFlag = bool('size', { shorthand: 's' });

export const inspect: Command<Inspect> = {
  path: 'inspect',
  aliases: [],
  synopsis: '[OPTIONS] NAME|ID [NAME|ID...]',
  short: 'Return low-level information on Docker objects',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [shortFormatFlag, typeFlag, sizeFlag],
  read: (flags, names) => ({
    kind: 'inspect',
    names,
    type: readType(flags.last(typeFlag)),
    size: flags.last(sizeFlag) === true,
    format: readInspectFormat(flags),
  }),
};

export const containerInspect: Command<Inspect> = {
  path: 'container inspect',
  aliases: [],
  synopsis: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Display detailed information on one or more containers',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [shortFormatFlag, sizeFlag],
  read: (flags, names) => ({ ...inspect.read(flags, names), type: 'container' }),
};

function readType(word: string | undefined): ObjectType | null {
  if (word === undefined) return null;
  const type = objectTypes.find((known) => known === word);
  if (type !== undefined) return type;
  const problem = word === '' ? 'type is empty' : `unknown type: ${quote(word)}`;
  throw new DockerUsageError(`${problem}: must be one of ${objectTypes.map(quote).join(', ')}`);
}
