import type { Command } from '../../command-line/command.ts';
import { bool, text } from '../../command-line/flag-types.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { quote } from '../../text/quote.ts';
import { readFilters, readTaskListing, type TaskListing } from '../service/service-commands.ts';
import type { Filter } from '../values/filter.ts';
import { filterFlag, formatFlag, listing } from '../values/filter.ts';
import { readFormat } from '../values/format.ts';

export interface StackDeploy {
  readonly kind: 'stack deploy';
  readonly stack: string;
  /** The compose file, as it is named. */
  readonly file: string;
  readonly prune: boolean;
  /** Whether the registry is asked for images: of all services, of those whose image changes, of none. */
  readonly resolveImage: ResolveImage;
  readonly detach: boolean;
  /** Nobody has said whether to: the client tells that this will change. */
  readonly detachByDefault: boolean;
  readonly quiet: boolean;
}

export type ResolveImage = 'always' | 'changed' | 'never';

export interface StackList {
  readonly kind: 'stack ls';
  readonly format: string;
}

export interface StackTasks {
  readonly kind: 'stack ps';
  readonly stack: string;
  readonly listing: TaskListing;
}

export interface StackServices {
  readonly kind: 'stack services';
  readonly stack: string;
  readonly quiet: boolean;
  readonly format: string;
  readonly filters: readonly Filter[];
}

export interface StackRemove {
  readonly kind: 'stack rm';
  readonly stacks: readonly string[];
}

const fileFlag = text('compose-file', { shorthand: 'c' });
const detachFlag = bool('detach', { shorthand: 'd' });
const pruneFlag = bool('prune');
const resolveFlag = text('resolve-image');
const inert = { withoutEffect: true } as const;

export const stackDeploy: Command<StackDeploy> = {
  path: 'stack deploy',
  aliases: ['up'],
  synopsis: '[OPTIONS] STACK',
  short: 'Deploy a new stack or update an existing stack',
  operands: { exactly: 1 },
  interspersed: true,
  flags: [fileFlag, detachFlag, pruneFlag, listing.quiet, resolveFlag, bool('with-registry-auth', inert)],
  read: (flags, [stack = '']) => ({
    kind: 'stack deploy',
    stack: checkStackName(stack),
    file: readFileName(flags.all(fileFlag).flatMap((each) => each.split(','))),
    prune: flags.last(pruneFlag) === true,
    resolveImage: readResolveImage(flags.last(resolveFlag) ?? 'always'),
    detach: flags.last(detachFlag) !== false,
    detachByDefault: !flags.isGiven(detachFlag),
    quiet: flags.last(listing.quiet) === true,
  }),
};

function checkStackName(stack: string): string {
  if (stack.replace(/^["'\s]+|["'\s]+$/g, '') === '') throw new DockerUsageError(`invalid stack name: ${quote(stack)}`);
  return stack;
}

function readFileName([file, ...more]: readonly string[]): string {
  if (file === undefined) throw new DockerUsageError('Specify a Compose file (with --compose-file)');
  if (more.length > 0) throw new DockerUsageError('several compose files at once are not simulated: join them in one');
  if (file === '-') throw new DockerUsageError('a compose file from stdin is not simulated: name a file');
  return file;
}

function readResolveImage(word: string): ResolveImage {
  if (word === 'always' || word === 'changed' || word === 'never') return word;
  throw new DockerUsageError(`Invalid option ${word} for flag --resolve-image`);
}

export const stackList: Command<StackList> = {
  path: 'stack ls',
  aliases: ['list'],
  synopsis: '[OPTIONS]',
  short: 'List stacks',
  operands: 'none',
  interspersed: true,
  flags: [formatFlag],
  read: (flags) => ({ kind: 'stack ls', format: readFormat(flags, formatFlag) }),
};

export const stackTasks: Command<StackTasks> = {
  path: 'stack ps',
  aliases: [],
  synopsis: '[OPTIONS] STACK',
  short: 'List the tasks in the stack',
  operands: { exactly: 1 },
  interspersed: true,
  flags: [...Object.values(listing), filterFlag, formatFlag],
  read: (flags, [stack = '']) => ({
    kind: 'stack ps',
    stack: checkStackName(stack),
    listing: readTaskListing(flags),
  }),
};

export const stackServices: Command<StackServices> = {
  path: 'stack services',
  aliases: [],
  synopsis: '[OPTIONS] STACK',
  short: 'List the services in the stack',
  operands: { exactly: 1 },
  interspersed: true,
  flags: [listing.quiet, filterFlag, formatFlag],
  read: (flags, [stack = '']) => ({
    kind: 'stack services',
    stack: checkStackName(stack),
    quiet: flags.last(listing.quiet) === true,
    format: readFormat(flags, formatFlag),
    filters: readFilters(flags),
  }),
};

export const stackRemove: Command<StackRemove> = {
  path: 'stack rm',
  aliases: ['remove', 'down'],
  synopsis: '[OPTIONS] STACK [STACK...]',
  short: 'Remove one or more stacks',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [bool('detach', { shorthand: 'd', ...inert })],
  read: (_, stacks) => ({ kind: 'stack rm', stacks: stacks.map(checkStackName) }),
};
