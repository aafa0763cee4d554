import type { Command } from '../../command-line/command.ts';
import type { FlagValues } from '../../command-line/flag.ts';
import { flag } from '../../command-line/flag.ts';
import { bool, text } from '../../command-line/flag-types.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { readFilters } from '../service/service-commands.ts';
import type { Filter } from '../values/filter.ts';
import { filterFlag, formatFlag, listing, shortFormatFlag } from '../values/filter.ts';
import { readFormat, readInspectFormat } from '../values/format.ts';
import { checkLabel, labelMap } from '../values/labels.ts';

export interface NetworkCreate {
  readonly kind: 'network create';
  readonly name: string;
  readonly driver: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ingress: boolean;
  /** Its scope is the swarm, whatever its driver. */
  readonly ofSwarm: boolean;
}

export interface NetworkInspect {
  readonly kind: 'network inspect';
  readonly networks: readonly string[];
  readonly format: string;
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
const labelFlag = flag('label', checkLabel);
const internalFlag = bool('internal');
const attachableFlag = bool('attachable');
const ingressFlag = bool('ingress');
const scopeFlag = text('scope');
const subnetFlag = text('subnet', inert);
const ipRangeFlag = text('ip-range', inert);
const gatewayFlag = text('gateway', inert);

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
    labelFlag,
    internalFlag,
    bool('ipv4', inert),
    bool('ipv6', inert),
    attachableFlag,
    ingressFlag,
    scopeFlag,
    bool('config-only', inert),
    text('config-from', inert),
    text('ipam-driver', inert),
    subnetFlag,
    ipRangeFlag,
    gatewayFlag,
    text('aux-address', inert),
    text('ipam-opt', inert),
  ],
  read: (flags, [name = '']) => {
    checkSubnets(flags);
    return {
      kind: 'network create',
      name,
      driver: flags.last(driverFlag) ?? 'bridge',
      labels: labelMap(flags.all(labelFlag)),
      internal: flags.last(internalFlag) === true,
      attachable: flags.last(attachableFlag) === true,
      ingress: flags.last(ingressFlag) === true,
      ofSwarm: flags.last(scopeFlag) === 'swarm',
    };
  },
};

function checkSubnets(flags: FlagValues): void {
  const subnets = flags.all(subnetFlag).length;
  if (subnets >= Math.max(flags.all(ipRangeFlag).length, flags.all(gatewayFlag).length)) return;
  throw new DockerUsageError('every ip-range or gateway must have a corresponding subnet');
}

export const networkInspect: Command<NetworkInspect> = {
  path: 'network inspect',
  aliases: [],
  synopsis: '[OPTIONS] NETWORK [NETWORK...]',
  short: 'Display detailed information on one or more networks',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [shortFormatFlag, bool('verbose', { shorthand: 'v', ...inert })],
  read: (flags, networks) => ({ kind: 'network inspect', networks, format: readInspectFormat(flags) }),
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
