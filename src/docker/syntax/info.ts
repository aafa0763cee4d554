import type { Command } from '../command-line/command.ts';
import { shortFormatFlag } from './values/filter.ts';
import { refuseFormat } from './values/format.ts';

export interface Info {
  readonly kind: 'info';
}

export const info: Command<Info> = {
  path: 'info',
  aliases: [],
  synopsis: '[OPTIONS]',
  short: 'Display system-wide information',
  operands: 'none',
  interspersed: true,
  flags: [shortFormatFlag],
  read: (flags) => {
    refuseFormat(flags.last(shortFormatFlag), 'docker info');
    return { kind: 'info' };
  },
};
