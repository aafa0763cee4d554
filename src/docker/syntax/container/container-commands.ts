import type { Command } from '../../command-line/command.ts';
import { bool, int, text } from '../../command-line/flag-types.ts';
import { readFilters } from '../service/service-commands.ts';
import type { Filter } from '../values/filter.ts';
import { filterFlag, formatFlag, listing } from '../values/filter.ts';
import { readFormat } from '../values/format.ts';

/** Commands on the containers of the machine where they are typed. */

export interface ContainerList {
  readonly kind: 'ps';
  /** Also those that do not run. */
  readonly all: boolean;
  readonly quiet: boolean;
  readonly noTrunc: boolean;
  /** So many of the newest; `null` = all. */
  readonly last: number | null;
  readonly format: string;
  readonly filters: readonly Filter[];
}

export interface ContainerKill {
  readonly kind: 'kill';
  readonly containers: readonly string[];
}

export interface ContainerStop {
  readonly kind: 'stop';
  readonly containers: readonly string[];
  /** Until it is killed; `null` = as its service says. */
  readonly graceMs: number | null;
}

export interface ContainerRemove {
  readonly kind: 'rm';
  readonly containers: readonly string[];
  readonly force: boolean;
}

const inert = { withoutEffect: true } as const;
const all = bool('all', { shorthand: 'a' });
const last = int('last', { shorthand: 'n' });
const latest = bool('latest', { shorthand: 'l' });
const time = int('time');
const timeout = int('timeout', { shorthand: 't' });
const force = bool('force', { shorthand: 'f' });

export const containerList: Command<ContainerList> = {
  path: 'ps',
  aliases: [],
  synopsis: '[OPTIONS]',
  short: 'List containers',
  operands: 'none',
  interspersed: true,
  flags: [
    all,
    listing.quiet,
    listing.noTrunc,
    last,
    latest,
    bool('size', { shorthand: 's', ...inert }),
    filterFlag,
    formatFlag,
  ],
  read: (flags) => {
    const newest = flags.last(latest) === true ? 1 : (flags.last(last) ?? -1);
    return {
      kind: 'ps',
      all: flags.last(all) === true || newest >= 0,
      quiet: flags.last(listing.quiet) === true,
      noTrunc: flags.last(listing.noTrunc) === true,
      last: newest < 0 ? null : newest,
      format: readFormat(flags, formatFlag),
      filters: readFilters(flags),
    };
  },
};

export const containerKill: Command<ContainerKill> = {
  path: 'kill',
  aliases: [],
  synopsis: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Kill one or more running containers',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [text('signal', { shorthand: 's', ...inert })],
  read: (_, containers) => ({ kind: 'kill', containers }),
};

export const containerStop: Command<ContainerStop> = {
  path: 'stop',
  aliases: [],
  synopsis: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Stop one or more running containers',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [text('signal', { shorthand: 's', ...inert }), time, timeout],
  read: (flags, containers) => {
    const seconds = flags.last(timeout) ?? flags.last(time) ?? null;
    return { kind: 'stop', containers, graceMs: seconds === null ? null : seconds * 1_000 };
  },
};

export const containerRemove: Command<ContainerRemove> = {
  path: 'rm',
  aliases: [],
  synopsis: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Remove one or more containers',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [force, bool('volumes', { shorthand: 'v', ...inert }), bool('link', { shorthand: 'l', ...inert })],
  read: (flags, containers) => ({ kind: 'rm', containers, force: flags.last(force) === true }),
};
