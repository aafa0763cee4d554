import type { Command } from '../command-line/command.ts';
import { shortFormatFlag } from './values/filter.ts';
import { readInspectFormat } from './values/format.ts';

export interface Version {
  readonly kind: 'version';
  readonly format: string;
}

export const version: Command<Version> = {
  path: 'version',
  aliases: [],
  synopsis: '[OPTIONS]',
  short: 'Show the Docker version information',
  operands: 'none',
  interspersed: true,
  flags: [shortFormatFlag],
  read: (flags) => ({ kind: 'version', format: readInspectFormat(flags) }),
};
