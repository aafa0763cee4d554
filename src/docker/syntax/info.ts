import type { Command } from '../command-line/command.ts';
import { shortFormatFlag } from './values/filter.ts';
import { readInspectFormat } from './values/format.ts';

export interface Info {
  readonly kind: 'info';
  readonly format: string;
}

export const info: Command<Info> = {
  path: 'info',
  aliases: [],
  synopsis: '[OPTIONS]',
  short: 'Display system-wide information',
  operands: 'none',
  interspersed: true,
  flags: [shortFormatFlag],
  read: (flags) => ({ kind: 'info', format: readInspectFormat(flags) }),
};
