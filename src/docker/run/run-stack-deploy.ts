import type { Service, ServiceSpec } from '../../swarm/objects/service.ts';
import { CommandFailure } from '../command-failure.ts';
import { ComposeError } from '../compose/compose-error.ts';
import { type ComposeFile, readComposeFile } from '../compose/read-compose-file.ts';
import { refusalText as composeRefusalText } from '../compose/refusal-text.ts';
import { plainNetwork } from '../networks.ts';
import { mapOrder } from '../stack/map-order.ts';
import { type Stack, type StackNetwork, stackOfFile } from '../stack/stack.ts';
import { imageLabel, stackLabel, stackOf } from '../stack/stack-labels.ts';
import type { ResolveImage, StackDeploy } from '../syntax/stack/stack-commands.ts';
import { quote } from '../text/quote.ts';
import type { Awaited } from './await-services.ts';
import { warnOfUnknownImage } from './image-warning.ts';
import { addSwarmNetwork } from './run-network-commands.ts';
import { removeStackServices } from './run-stack-remove.ts';
import { asManager, type ManagerSession, refusalText, type Session } from './session.ts';

const noManager =
  'this node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again';
const detachNotice =
  'Since --detach=false was not specified, tasks will be created in the background.\nIn a future release, --detach=false will become the default.';

/** `docker stack deploy`. Source: docker/cli `cli/command/stack/swarm/deploy_composefile.go`. */
export function deployStack(form: StackDeploy, session: Session): Awaited | null {
  const { terminal, host } = session;
  const file = fileNamed(form.file, session);
  terminal.writeError(file.warnings);
  const stack = stackOfFile(form.stack, file);
  if (form.detachByDefault) terminal.warn(detachNotice);
  if (host.membership?.isManager !== true) throw new CommandFailure(noManager);
  const manager = asManager(session);
  if (form.prune) {
    removeStackServices(manager, (service) => isOf(stack, service) && !stack.services.some(isNamed(service)));
  }
  createNetworks(stack, manager);
  const deployed = mapOrder(stack.services, host.random).map((spec) => deployService(spec, form.resolveImage, manager));
  return form.detach ? null : { services: deployed, quiet: form.quiet, named: true };
}

function fileNamed(name: string, { host }: Session): ComposeFile {
  const written = host.composeFile(name);
  if (written === undefined) throw new CommandFailure(`open ${name}: no such file or directory`);
  try {
    return readComposeFile(written);
  } catch (error) {
    if (error instanceof ComposeError) throw new CommandFailure(composeRefusalText(error));
    throw error;
  }
}

function isOf(stack: Stack, { spec }: Service): boolean {
  return stackOf(spec.labels) === stack.name;
}

function isNamed({ spec }: Service): (other: ServiceSpec) => boolean {
  return ({ name }) => name === spec.name;
}

function createNetworks({ name: stack, networks }: Stack, session: ManagerSession): void {
  for (const network of networks) if (network.external) checkExternal(network, session);
  const missing = networks.filter(
    ({ name, external }) => !external && session.swarm.networks.list().every((other) => other.name !== name),
  );
  for (const { name, driver } of mapOrder(missing, session.host.random)) {
    session.terminal.print(`Creating network ${name}`);
    addSwarmNetwork(session, { ...plainNetwork, name, driver, labels: { [stackLabel]: stack } });
  }
}

function checkExternal({ name }: StackNetwork, { swarm, host }: ManagerSession): void {
  if (swarm.networks.find(name) !== null) return;
  const local = host.localNetworks.find(name);
  // The engines' own networks are on every node.
  if (local !== null && ['bridge', 'host', 'none'].includes(name)) return;
  const declared = `network ${quote(name)} is declared as external`;
  throw new CommandFailure(
    local === null
      ? `${declared}, but could not be found. You need to create a swarm-scoped network before the stack is deployed`
      : `${declared}, but it is not in the right scope: "local" instead of "swarm"`,
  );
}

/** → the service's id */
function deployService(spec: ServiceSpec, resolveImage: ResolveImage, session: ManagerSession): string {
  const { control, terminal } = session;
  const existing = control.listServices().find((service) => service.spec.name === spec.name);
  const image = spec.labels[imageLabel];
  const ours = existing !== undefined && stackOf(existing.spec.labels) === spec.labels[stackLabel];
  const isNews = !ours || existing.spec.labels[imageLabel] !== image;
  if (resolveImage === 'always' || (resolveImage === 'changed' && isNews)) {
    warnOfUnknownImage(session, spec.task.container.image);
  }
  if (!ours) {
    terminal.print(`Creating service ${spec.name}`);
    return told(`failed to create service ${spec.name}`, () => control.createService(spec).id);
  }
  terminal.print(`Updating service ${spec.name} (id: ${existing.id})`);
  const { forceUpdate } = existing.spec.task;
  told(`failed to update service ${spec.name}`, () =>
    control.updateService(existing.id, existing.version, { ...spec, task: { ...spec.task, forceUpdate } }),
  );
  return existing.id;
}

function told<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new CommandFailure(`${what}: ${refusalText(error)}`);
  }
}
