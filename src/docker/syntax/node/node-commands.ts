import type { NodeAvailability, NodeRole } from '../../../swarm/objects/node.ts';
import type { Command } from '../../command-line/command.ts';
import { bool, text } from '../../command-line/flag-types.ts';
import { quote } from '../../text/quote.ts';
import type { TaskListing } from '../service/service-commands.ts';
import { readFilters, readTaskListing } from '../service/service-commands.ts';
import { refusedByEngine } from '../values/engine-words.ts';
import type { Filter } from '../values/filter.ts';
import { filterFlag, formatFlag, listing, prettyFlag, shortFormatFlag } from '../values/filter.ts';
import { readFormat } from '../values/format.ts';
import { labelMap } from '../values/labels.ts';

export interface NodeList {
  readonly kind: 'node ls';
  readonly quiet: boolean;
  readonly format: string;
  readonly filters: readonly Filter[];
}

export interface NodeTasks {
  readonly kind: 'node ps';
  /** `self` = the node where the command is typed. */
  readonly nodes: readonly string[];
  readonly listing: TaskListing;
}

export interface NodeInspect {
  readonly kind: 'node inspect';
  readonly nodes: readonly string[];
  readonly pretty: boolean;
  readonly format: string;
}

export interface NodeUpdate {
  readonly kind: 'node update';
  readonly node: string;
  readonly role: NodeRole | null;
  readonly availability: NodeAvailability | null;
  readonly addedLabels: Readonly<Record<string, string>>;
  readonly removedLabels: readonly string[];
}

export interface NodeRemove {
  readonly kind: 'node rm';
  readonly nodes: readonly string[];
  readonly force: boolean;
}

export interface NodePromote {
  readonly kind: 'node promote';
  readonly nodes: readonly string[];
}

export interface NodeDemote {
  readonly kind: 'node demote';
  readonly nodes: readonly string[];
}

export const nodeList: Command<NodeList> = {
  path: 'node ls',
  aliases: ['list'],
  synopsis: '[OPTIONS]',
  short: 'List nodes in the swarm',
  operands: 'none',
  interspersed: true,
  flags: [listing.quiet, filterFlag, formatFlag],
  read: (flags) => {
    const format = readFormat(flags, formatFlag);
    return { kind: 'node ls', quiet: flags.last(listing.quiet) === true, filters: readFilters(flags), format };
  },
};

export const nodeTasks: Command<NodeTasks> = {
  path: 'node ps',
  aliases: [],
  synopsis: '[OPTIONS] [NODE...]',
  short: 'List tasks running on one or more nodes, defaults to current node',
  operands: { atLeast: 0 },
  interspersed: true,
  flags: [...Object.values(listing), filterFlag, formatFlag],
  read: (flags, nodes) => ({
    kind: 'node ps',
    nodes: nodes.length === 0 ? ['self'] : nodes,
    listing: readTaskListing(flags),
  }),
};

export const nodeInspect: Command<NodeInspect> = {
  path: 'node inspect',
  aliases: [],
  synopsis: '[OPTIONS] self|NODE [NODE...]',
  short: 'Display detailed information on one or more nodes',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [shortFormatFlag, prettyFlag],
  read: (flags, nodes) => ({
    kind: 'node inspect',
    nodes,
    // Unlike that of services, it prefers the pretty form to a template.
    pretty: flags.last(prettyFlag) === true,
    format: readFormat(flags, shortFormatFlag),
  }),
};

const roleFlag = text('role');
const availabilityFlag = text('availability');
const labelAddFlag = text('label-add');
const labelRmFlag = text('label-rm');

export const nodeUpdate: Command<NodeUpdate> = {
  path: 'node update',
  aliases: [],
  synopsis: '[OPTIONS] NODE',
  short: 'Update a node',
  operands: { exactly: 1 },
  interspersed: true,
  flags: [roleFlag, availabilityFlag, labelAddFlag, labelRmFlag],
  read: (flags, [node = '']) => ({
    kind: 'node update',
    node,
    role: roleOf(flags.last(roleFlag)),
    availability: availabilityOf(flags.last(availabilityFlag)),
    addedLabels: labelMap(flags.all(labelAddFlag)),
    removedLabels: flags.all(labelRmFlag),
  }),
};

/** Words that the engine reads: see moby `daemon/cluster/convert/node.go`. */
function roleOf(word: string | undefined): NodeRole | null {
  if (word === undefined) return null;
  if (word === 'manager' || word === 'worker') return word;
  throw refusedByEngine(`invalid Role: ${quote(word)}`);
}

function availabilityOf(word: string | undefined): NodeAvailability | null {
  if (word === undefined) return null;
  if (word === 'active' || word === 'pause' || word === 'drain') return word;
  throw refusedByEngine(`invalid Availability: ${quote(word)}`);
}

const forceFlag = bool('force', { shorthand: 'f' });

export const nodeRemove: Command<NodeRemove> = {
  path: 'node rm',
  aliases: ['remove'],
  synopsis: '[OPTIONS] NODE [NODE...]',
  short: 'Remove one or more nodes from the swarm',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [forceFlag],
  read: (flags, nodes) => ({ kind: 'node rm', nodes, force: flags.last(forceFlag) === true }),
};

const roleChange = {
  aliases: [],
  synopsis: 'NODE [NODE...]',
  operands: { atLeast: 1 },
  interspersed: true,
  flags: [],
} as const;

export const nodePromote: Command<NodePromote> = {
  ...roleChange,
  path: 'node promote',
  short: 'Promote one or more nodes to manager in the swarm',
  read: (_, nodes) => ({ kind: 'node promote', nodes }),
};

export const nodeDemote: Command<NodeDemote> = {
  ...roleChange,
  path: 'node demote',
  short: 'Demote one or more nodes from manager in the swarm',
  read: (_, nodes) => ({ kind: 'node demote', nodes }),
};
