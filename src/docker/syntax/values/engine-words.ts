import type {
  EndpointMode,
  FailureAction,
  Mount,
  RestartCondition,
  UpdateOrder,
} from '../../../swarm/objects/service.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { quote } from '../../text/quote.ts';

/**
 * Words that the client passes on unread and the engine turns into the swarm's own: it refuses what it does not know.
 * An empty word is the default. Source: moby `daemon/cluster/convert`.
 */

export function restartConditionOf(word: string): RestartCondition {
  if (word === '') return 'any';
  if (word === 'none' || word === 'on-failure' || word === 'any') return word;
  throw refusedByEngine(`invalid RestartCondition: ${quote(word)}`);
}

export function failureActionOf(word: string): FailureAction {
  if (word === '') return 'pause';
  if (word === 'pause' || word === 'continue' || word === 'rollback') return word;
  throw refusedByEngine(`unrecognized update failure action ${word}`);
}

export function updateOrderOf(word: string): UpdateOrder {
  if (word === '') return 'stop-first';
  if (word === 'stop-first' || word === 'start-first') return word;
  throw refusedByEngine(`unrecognized update order ${word}`);
}

export function endpointModeOf(word: string): EndpointMode {
  if (word === '') return 'vip';
  if (word === 'vip' || word === 'dnsrr') return word;
  throw refusedByEngine(`invalid resolution mode: ${quote(word)}`);
}

const mountTypes: readonly string[] = ['bind', 'volume', 'tmpfs', 'npipe'];

export function checkMountTypes(mounts: readonly Mount[]): void {
  const wrong = mounts.find((mount) => !mountTypes.includes(mount.type));
  if (wrong !== undefined) throw refusedByEngine(`invalid MountType: ${quote(wrong.type)}`);
}

export function refusedByEngine(message: string): DockerUsageError {
  return new DockerUsageError(`Error response from daemon: ${message}`);
}
