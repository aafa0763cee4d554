import type { Service } from '../../swarm/objects/service.ts';
import { stackOf } from '../stack/stack-labels.ts';
import type { StackRemove } from '../syntax/stack/stack-commands.ts';
import { compareText } from '../text/natural-order.ts';
import { removeSwarmNetwork } from './run-network-commands.ts';
import { type ManagerSession, refusalText } from './session.ts';

/** `docker stack rm`. Source: docker/cli `cli/command/stack/swarm/remove.go`. */
export function removeStacks(form: StackRemove, session: ManagerSession): void {
  for (const stack of form.stacks) removeStack(stack, session);
}

function removeStack(stack: string, session: ManagerSession): void {
  const { terminal, swarm } = session;
  const networks = swarm.networks.list().filter(({ labels }) => stackOf(labels) === stack);
  const removed = removeStackServices(session, ({ spec }) => stackOf(spec.labels) === stack);
  if (removed + networks.length === 0) {
    terminal.warn(`Nothing found in stack: ${stack}`);
    return;
  }
  let failed = false;
  for (const network of networks) {
    terminal.print(`Removing network ${network.name}`);
    try {
      removeSwarmNetwork(session, network);
    } catch (error) {
      terminal.writeError(`Failed to remove network ${network.id}: ${refusalText(error)}`);
      failed = true;
    }
  }
  if (failed) terminal.fail(`failed to remove some resources from stack: ${stack}`);
}

/**
 * Removes services, by name.
 *
 * @returns how many
 */
export function removeStackServices(
  { control, terminal }: ManagerSession,
  isMeant: (service: Service) => boolean,
): number {
  const services = control.listServices().filter(isMeant);
  for (const { id, spec } of services.sort((a, b) => compareText(a.spec.name, b.spec.name))) {
    terminal.print(`Removing service ${spec.name}`);
    control.removeService(id);
  }
  return services.length;
}
