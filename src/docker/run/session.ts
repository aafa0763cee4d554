import { ControlError, LookupError } from '../../swarm/control/control-error.ts';
import type { ControlApi } from '../../swarm/control-api.ts';
import { CommandFailure } from '../command-failure.ts';
import { DockerUsageError } from '../command-line/usage-error.ts';
import type { DockerHost, HostedSwarm, SwarmMembership } from '../host.ts';
import type { Instant } from '../text/timestamp.ts';
import type { Terminal } from './terminal.ts';

/** Where and when a command runs, and what it prints. */
export interface Session {
  readonly host: DockerHost;
  /** The simulated instant at which the engine acts. */
  readonly nowMs: number;
  readonly terminal: Terminal;
  /** Why the managers did not answer; `null` = they did, or were not asked. */
  readonly refusal: ControlError | null;
}

/** A session on an engine that answers for the swarm. */
export interface ManagerSession extends Session {
  readonly membership: SwarmMembership;
  readonly swarm: HostedSwarm;
  readonly control: ControlApi;
}

/** moby `daemon/cluster` errNoSwarm and errNoManager. */
const noSwarm =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';
const noManager =
  "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.";

/** @throws {CommandFailure} on a worker and outside a swarm */
export function asManager(session: Session): ManagerSession {
  const { membership } = session.host;
  if (membership === null) throw engineFailure(noSwarm);
  if (!membership.isManager) throw engineFailure(noManager);
  return { ...session, membership, swarm: membership.swarm, control: membership.swarm.control };
}

export function engineFailure(message: string): CommandFailure {
  return new CommandFailure(`Error response from daemon: ${message}`);
}

/**
 * The text that a refusal prints. What is no refusal (a fault of ours) is thrown on.
 */
export function refusalText(error: unknown): string {
  if (error instanceof CommandFailure || error instanceof DockerUsageError) return error.message;
  if (error instanceof ControlError || error instanceof LookupError) return engineFailure(error.message).message;
  throw error;
}

/** Does the same for each argument: those that fail are told on stderr, the others are done all the same. */
export function forEachArgument(session: Session, names: readonly string[], act: (name: string) => void): void {
  for (const name of names) {
    try {
      act(name);
    } catch (error) {
      session.terminal.fail(refusalText(error));
    }
  }
}

export function instantOf(session: Session, atMs: number): Instant {
  return { startUnixMs: session.host.startUnixMs, atMs };
}
