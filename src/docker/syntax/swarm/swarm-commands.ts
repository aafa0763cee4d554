import { defaultHeartbeatPeriodMs, defaultTaskHistoryLimit } from '../../../swarm/objects/defaults.ts';
import type { NodeAvailability, NodeRole } from '../../../swarm/objects/node.ts';
import type { Command } from '../../command-line/command.ts';
import type { Flag, FlagValues } from '../../command-line/flag.ts';
import { flag } from '../../command-line/flag.ts';
import { bool, duration, int, text, uint, uint32 } from '../../command-line/flag-types.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { quote } from '../../text/quote.ts';
import { formatGoDuration } from '../../units/go-duration.ts';
import { checkAddressPool, parseNodeAddress } from '../values/addresses.ts';
import { refusedByEngine } from '../values/engine-words.ts';

export interface SwarmInit {
  readonly kind: 'swarm init';
  /** Empty = the machine's own. */
  readonly advertiseAddress: string;
  readonly availability: NodeAvailability;
  readonly taskHistoryLimit: number;
  readonly heartbeatPeriodMs: number;
}

export interface SwarmJoin {
  readonly kind: 'swarm join';
  readonly token: string;
  /** Host and port of a manager. */
  readonly remote: string;
  readonly availability: NodeAvailability;
}

export interface SwarmLeave {
  readonly kind: 'swarm leave';
  /** Managers too. */
  readonly force: boolean;
}

export interface SwarmJoinToken {
  readonly kind: 'swarm join-token';
  readonly role: NodeRole;
  readonly quiet: boolean;
  readonly rotate: boolean;
}

export interface SwarmUpdate {
  readonly kind: 'swarm update';
  /** `null` = as it is. */
  readonly taskHistoryLimit: number | null;
  readonly heartbeatPeriodMs: number | null;
}

const inert = { withoutEffect: true } as const;
const availabilityFlag = text('availability');
const advertiseAddressFlag = text('advertise-addr');
const taskHistoryLimitFlag = int('task-history-limit');
const heartbeatFlag = duration('dispatcher-heartbeat');
const certificateExpiryFlag = duration('cert-expiry', inert);

/** SwarmKit `ca/config.go` MinNodeCertExpiration. */
const minCertificateExpiryMs = 3_600_000;

/** What any cluster would refuse: SwarmKit `manager/controlapi/cluster.go` validateClusterSpec. */
function refuseSettings(flags: FlagValues): void {
  const expiryMs = flags.last(certificateExpiryFlag) ?? minCertificateExpiryMs;
  if (expiryMs < minCertificateExpiryMs) {
    const minimum = formatGoDuration(minCertificateExpiryMs);
    throw refusedByEngine(`rpc error: code = InvalidArgument desc = minimum certificate expiry time is: ${minimum}`);
  }
  if ((flags.last(heartbeatFlag) ?? 0) < 0) {
    throw refusedByEngine(
      'rpc error: code = InvalidArgument desc = heartbeat time period cannot be a negative duration',
    );
  }
}

const addressFlags: readonly Flag<unknown>[] = [
  flag('listen-addr', parseNodeAddress, inert),
  advertiseAddressFlag,
  text('data-path-addr', inert),
];

/** Settings of the cluster that `init` and `update` share. */
const settingsFlags: readonly Flag<unknown>[] = [
  taskHistoryLimitFlag,
  heartbeatFlag,
  uint('max-snapshots', inert),
  uint('snapshot-interval', inert),
  certificateExpiryFlag,
  text('external-ca', inert),
  bool('autolock', inert),
];

export const swarmInit: Command<SwarmInit> = {
  path: 'swarm init',
  aliases: [],
  synopsis: '[OPTIONS]',
  short: 'Initialize a swarm',
  operands: 'none',
  interspersed: true,
  flags: [
    ...addressFlags,
    uint32('data-path-port', inert),
    bool('force-new-cluster', inert),
    availabilityFlag,
    flag('default-addr-pool', checkAddressPool, inert),
    uint32('default-addr-pool-mask-length', inert),
    ...settingsFlags,
  ],
  read: (flags) => {
    const availability = readAvailability(flags);
    refuseSettings(flags);
    return {
      kind: 'swarm init',
      advertiseAddress: flags.last(advertiseAddressFlag) ?? '',
      availability,
      taskHistoryLimit: flags.last(taskHistoryLimitFlag) ?? defaultTaskHistoryLimit,
      heartbeatPeriodMs: flags.last(heartbeatFlag) ?? defaultHeartbeatPeriodMs,
    };
  },
};

const tokenFlag = text('token');

export const swarmJoin: Command<SwarmJoin> = {
  path: 'swarm join',
  aliases: [],
  synopsis: '[OPTIONS] HOST:PORT',
  short: 'Join a swarm as a node and/or manager',
  operands: { exactly: 1 },
  interspersed: true,
  flags: [...addressFlags, tokenFlag, availabilityFlag],
  read: (flags, [remote = '']) => ({
    kind: 'swarm join',
    token: flags.last(tokenFlag) ?? '',
    remote,
    availability: readAvailability(flags),
  }),
};

function readAvailability(flags: FlagValues): NodeAvailability {
  const written = flags.last(availabilityFlag) ?? 'active';
  const word = written.toLowerCase();
  if (word === 'active' || word === 'pause' || word === 'drain') return word;
  throw new DockerUsageError(`invalid availability ${quote(written)}, only active, pause and drain are supported`);
}

const quietFlag = bool('quiet', { shorthand: 'q' });
const rotateFlag = bool('rotate');

export const swarmJoinToken: Command<SwarmJoinToken> = {
  path: 'swarm join-token',
  aliases: [],
  synopsis: '[OPTIONS] (worker|manager)',
  short: 'Manage join tokens',
  operands: { exactly: 1 },
  interspersed: true,
  flags: [rotateFlag, quietFlag],
  read: (flags, [role = '']) => {
    if (role !== 'worker' && role !== 'manager') throw new DockerUsageError(`unknown role ${role}`);
    return {
      kind: 'swarm join-token',
      role,
      quiet: flags.last(quietFlag) === true,
      rotate: flags.last(rotateFlag) === true,
    };
  },
};

export const swarmUpdate: Command<SwarmUpdate> = {
  path: 'swarm update',
  aliases: [],
  synopsis: '[OPTIONS]',
  short: 'Update the swarm',
  operands: 'none',
  interspersed: true,
  flags: settingsFlags,
  read: (flags) => {
    refuseSettings(flags);
    return {
      kind: 'swarm update',
      taskHistoryLimit: flags.last(taskHistoryLimitFlag) ?? null,
      heartbeatPeriodMs: flags.last(heartbeatFlag) ?? null,
    };
  },
};

const forceFlag = bool('force', { shorthand: 'f' });

export const swarmLeave: Command<SwarmLeave> = {
  path: 'swarm leave',
  aliases: [],
  synopsis: '[OPTIONS]',
  short: 'Leave the swarm',
  operands: 'none',
  interspersed: true,
  flags: [forceFlag],
  read: (flags) => ({ kind: 'swarm leave', force: flags.last(forceFlag) === true }),
};
