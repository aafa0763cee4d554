import type { Command } from '../../command-line/command.ts';
import { usageLine } from '../../command-line/command.ts';
import type { FlagValues } from '../../command-line/flag.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { parseUint } from '../../units/go-number.ts';
import type { Filter } from '../values/filter.ts';
import { filterFlag, formatFlag, listing, prettyFlag, shortFormatFlag } from '../values/filter.ts';
import { readFormat } from '../values/format.ts';
import { common } from './service-flags.ts';

/** `docker service` but for create and update. */

export interface ServiceScale {
  readonly kind: 'service scale';
  readonly targets: readonly { readonly service: string; readonly replicas: number }[];
  readonly detach: boolean;
}

export interface ServiceRollback {
  readonly kind: 'service rollback';
  readonly service: string;
  readonly detach: boolean;
  readonly quiet: boolean;
}

export interface ServiceRemove {
  readonly kind: 'service rm';
  readonly services: readonly string[];
}

export interface ServiceList {
  readonly kind: 'service ls';
  readonly quiet: boolean;
  readonly format: string;
  readonly filters: readonly Filter[];
}

export interface ServiceTasks {
  readonly kind: 'service ps';
  readonly services: readonly string[];
  readonly listing: TaskListing;
}

/** How `service ps` and `node ps` print. */
export interface TaskListing {
  readonly quiet: boolean;
  readonly noTrunc: boolean;
  readonly noResolve: boolean;
  readonly format: string;
  readonly filters: readonly Filter[];
}

export interface ServiceInspect {
  readonly kind: 'service inspect';
  readonly services: readonly string[];
  readonly pretty: boolean;
  readonly format: string;
}

export const serviceScale: Command<ServiceScale> = {
  path: 'service scale',
  aliases: [],
  synopsis: 'SERVICE=REPLICAS [SERVICE=REPLICAS...]',
  short: 'Scale one or multiple replicated services',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [common.detach],
  read: (flags, operands) => {
    operands.forEach(checkScaleSpecifier);
    return {
      kind: 'service scale',
      targets: readScaleTargets(operands),
      detach: flags.last(common.detach) === true,
    };
  },
};

function checkScaleSpecifier(operand: string): void {
  if (/^[^=]+=./.test(operand)) return;
  const path = 'docker service scale';
  throw new DockerUsageError(
    `invalid scale specifier '${operand}'.\nSee '${path} --help'.\n\nUsage:  ${usageLine(serviceScale)}\n\n${serviceScale.short}`,
  );
}

function readScaleTargets(operands: readonly string[]): ServiceScale['targets'] {
  const problems: string[] = [];
  const targets = operands.map((operand) => {
    const equals = operand.indexOf('=');
    const service = operand.slice(0, equals);
    const written = operand.slice(equals + 1);
    try {
      return { service, replicas: parseUint(written, 10) };
    } catch (error) {
      problems.push(`${service}: invalid replicas value ${written}: ${error instanceof Error ? error.message : error}`);
      return { service, replicas: 0 };
    }
  });
  if (problems.length > 0) throw new DockerUsageError(problems.join('\n'));
  return targets;
}

export const serviceRollback: Command<ServiceRollback> = {
  path: 'service rollback',
  aliases: [],
  synopsis: '[OPTIONS] SERVICE',
  short: "Revert changes to a service's configuration",
  operands: { exactly: 1 },
  interspersed: true,
  flags: [common.detach, common.quiet],
  read: (flags, [service = '']) => ({
    kind: 'service rollback',
    service,
    detach: flags.last(common.detach) === true,
    quiet: flags.last(common.quiet) === true,
  }),
};

export const serviceRemove: Command<ServiceRemove> = {
  path: 'service rm',
  aliases: ['remove'],
  synopsis: 'SERVICE [SERVICE...]',
  short: 'Remove one or more services',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [],
  read: (_, services) => ({ kind: 'service rm', services }),
};

export const serviceList: Command<ServiceList> = {
  path: 'service ls',
  aliases: ['list'],
  synopsis: '[OPTIONS]',
  short: 'List services',
  operands: 'none',
  interspersed: true,
  flags: [listing.quiet, filterFlag, formatFlag],
  read: (flags) => {
    const format = readFormat(flags, formatFlag);
    return { kind: 'service ls', quiet: flags.last(listing.quiet) === true, filters: readFilters(flags), format };
  },
};

export const serviceTasks: Command<ServiceTasks> = {
  path: 'service ps',
  aliases: [],
  synopsis: '[OPTIONS] SERVICE [SERVICE...]',
  short: 'List the tasks of one or more services',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [...Object.values(listing), filterFlag, formatFlag],
  read: (flags, services) => ({ kind: 'service ps', services, listing: readTaskListing(flags) }),
};

export const serviceInspect: Command<ServiceInspect> = {
  path: 'service inspect',
  aliases: [],
  synopsis: '[OPTIONS] SERVICE [SERVICE...]',
  short: 'Display detailed information on one or more services',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [shortFormatFlag, prettyFlag],
  read: (flags, services) => ({
    kind: 'service inspect',
    services,
    pretty: readPretty(flags),
    format: readFormat(flags, shortFormatFlag),
  }),
};

export function readTaskListing(flags: FlagValues): TaskListing {
  return {
    quiet: flags.last(listing.quiet) === true,
    noTrunc: flags.last(listing.noTrunc) === true,
    noResolve: flags.last(listing.noResolve) === true,
    format: readFormat(flags, formatFlag),
    filters: readFilters(flags),
  };
}

export function readFilters(flags: FlagValues): Filter[] {
  return flags.all(filterFlag).filter((filter) => filter !== null);
}

function readPretty(flags: FlagValues): boolean {
  const pretty = flags.last(prettyFlag) === true;
  const format = flags.last(shortFormatFlag) ?? '';
  if (pretty && format !== '') throw new DockerUsageError('--format is incompatible with human friendly format');
  return pretty;
}
