import type { Command } from '../../command-line/command.ts';
import { flag } from '../../command-line/flag.ts';
import { bool, text } from '../../command-line/flag-types.ts';
import { readFilters } from '../service/service-commands.ts';
import type { Filter } from '../values/filter.ts';
import { filterFlag, formatFlag, listing } from '../values/filter.ts';
import { readFormat } from '../values/format.ts';
import { checkLabel } from '../values/labels.ts';

export interface NetworkCreate {
  readonly kind: 'network create';
  readonly name: string;
  readonly driver: string;
}

export interface NetworkList {
  readonly kind: 'network ls';
  readonly format: string;
  readonly quiet: boolean;
  readonly noTrunc: boolean;
  readonly filters: readonly Filter[];
}

export interface NetworkRemove {
  readonly kind: 'network rm';
  readonly networks: readonly string[];
  readonly force: boolean;
}

const inert = { withoutEffect: true } as const;
const driverFlag = text('driver', { shorthand: 'd' });

export const networkCreate: Command<NetworkCreate> = {
  path: 'network create',
  aliases: [],
  synopsis: '[OPTIONS] NETWORK',
  short: 'Create a network',
  operands: { exactly: 1 },
  interspersed: true,
  flags: [
    driverFlag,
    text('opt', { shorthand: 'o', ...inert }),
    flag('label', checkLabel, inert),
    bool('internal', inert),
    bool('ipv4', inert),
    bool('ipv6', inert),
    bool('attachable', inert),
    bool('ingress', inert),
    text('scope', inert),
    bool('config-only', inert),
    text('config-from', inert),
    text('ipam-driver', inert),
    text('subnet', inert),
    text('ip-range', inert),
    text('gateway', inert),
    text('aux-address', inert),
    text('ipam-opt', inert),
  ],
  read: (flags, [name = '']) => ({ kind: 'network create', name, driver: flags.last(driverFlag) ?? 'bridge' }),
};

export const networkList: Command<NetworkList> = {
  path: 'network ls',
  aliases: ['list'],
  synopsis: '[OPTIONS]',
  short: 'List networks',
  operands: 'none',
  interspersed: true,
  flags: [listing.quiet, listing.noTrunc, filterFlag, formatFlag],
  read: (flags) => {
    return {
      kind: 'network ls',
      format: readFormat(flags, formatFlag),
      quiet: flags.last(listing.quiet) === true,
      noTrunc: flags.last(listing.noTrunc) === true,
      filters: readFilters(flags),
    };
  },
};

const forceFlag = bool('force', { shorthand: 'f' });

export const networkRemove: Command<NetworkRemove> = {
  path: 'network rm',
  aliases: ['remove'],
  synopsis: 'NETWORK [NETWORK...]',
  short: 'Remove one or more networks',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [forceFlag],
  read: (flags, networks) => ({ kind: 'network rm', networks, force: flags.last(forceFlag) === true }),
};
