import { validateName } from '../../swarm/control/validate-service.ts';
import { networkJson } from '../engine-json/network-json.ts';
import { networkTypes } from '../engine-json/object-types.ts';
import type { DockerHost, HostContainer } from '../host.ts';
import type { Network } from '../networks.ts';
import { isRunning } from '../show/container-table.ts';
import type { NetworkCreate, NetworkInspect, NetworkList, NetworkRemove } from '../syntax/network/network-commands.ts';
import { formatRows } from '../templates/format-rows.ts';
import { compareNatural, compareText } from '../text/natural-order.ts';
import { goTime } from '../text/timestamp.ts';
import { shortId } from '../text/wording.ts';
import type { FilterKind } from './filters.ts';
import { applyFilters, hasLabel } from './filters.ts';
import { type Inspected, printInspected } from './inspect-objects.ts';
import type { ManagerSession, Session } from './session.ts';
import { asManager, engineFailure, refusalText } from './session.ts';

const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const hexadecimal = '0123456789abcdef';

export function createNetwork(form: NetworkCreate, session: Session): void {
  const { name, driver, labels, internal, attachable } = form;
  const facts = { name, driver, labels, internal, attachable };
  if (driver === 'overlay' || form.ofSwarm) {
    const manager = asManager(session);
    refuseName(session, name);
    if (form.ingress) refuseSecondIngress(manager);
    session.terminal.print(addSwarmNetwork(manager, facts));
    return;
  }
  const networks = session.host.localNetworks;
  refuseName(session, name);
  refuseDriver(driver);
  const id = randomId(session, hexadecimal, 64);
  networks.add({ id, ...facts, createdMs: session.nowMs, scope: 'local' });
  session.terminal.print(id);
}

/** → its id */
export function addSwarmNetwork(
  session: ManagerSession,
  network: Pick<Network, 'name' | 'driver' | 'labels' | 'internal' | 'attachable'>,
): string {
  validateName(network.name);
  const id = randomId(session, base36, 25);
  session.swarm.networks.add({ id, ...network, createdMs: session.nowMs, scope: 'swarm' });
  return id;
}

/** Source: moby `api/server/router/network`, `daemon/network.go`. */
function refuseName(session: Session, name: string): void {
  if (predefined.includes(name)) throw engineFailure(`operation is not permitted on predefined ${name} network`);
  if (visibleNetworks(session).some((network) => network.name === name)) {
    throw engineFailure(`network with name ${name} already exists`);
  }
}

/** Source: moby `libnetwork`: drivers of which there is one network, and those that would be plugins. */
function refuseDriver(driver: string): void {
  if (driver === 'host' || driver === 'null') {
    throw engineFailure(`only one instance of "${driver}" network is allowed`);
  }
  if (!['bridge', 'ipvlan', 'macvlan'].includes(driver)) throw engineFailure(`plugin "${driver}" not found`);
}

function refuseSecondIngress({ swarm }: ManagerSession): void {
  const ingress = swarm.networks.list().find(({ name }) => name === 'ingress');
  if (ingress === undefined) return;
  throw engineFailure(`rpc error: code = AlreadyExists desc = ingress network (${ingress.id}) is already present`);
}

function randomId({ host }: Session, letters: string, length: number): string {
  return Array.from({ length }, () => letters.charAt(host.random.int(letters.length))).join('');
}

const listFilters: ReadonlyMap<string, FilterKind<Network>> = new Map<string, FilterKind<Network>>([
  [
    'driver',
    (value) =>
      ({ driver }) =>
        driver === value,
  ],
  [
    'id',
    (value) =>
      ({ id }) =>
        id.includes(value),
  ],
  [
    'name',
    (value) =>
      ({ name }) =>
        name.includes(value),
  ],
  [
    'scope',
    (value) =>
      ({ scope }) =>
        scope === value,
  ],
  [
    'label',
    (value) =>
      ({ labels }) =>
        hasLabel(labels, value),
  ],
  ['type', (value) => ofType(value)],
]);

function ofType(type: string): (network: Network) => boolean {
  if (type !== 'custom' && type !== 'builtin') throw engineFailure(`invalid filter: 'type'='${type}'`);
  return ({ name }) => predefined.includes(name) === (type === 'builtin');
}

/** Source: moby `daemon/network/filter.go`. */
function danglingFilter(session: Session): FilterKind<Network> {
  return (value) => {
    const wanted = ['true', '1'].includes(value);
    if (!wanted && !['false', '0'].includes(value)) throw engineFailure(`invalid filter 'dangling=${value}'`);
    return (network) => (!predefined.includes(network.name) && !isUsed(network, session)) === wanted;
  };
}

function isUsed({ name, scope }: Network, session: Session): boolean {
  if (name === 'ingress' || name === 'docker_gwbridge') return true;
  if (scope === 'local') return false;
  return asManager(session)
    .control.listServices()
    .some(({ spec }) => spec.task.networks.includes(name));
}

export function listNetworks(form: NetworkList, session: Session): void {
  const shown = applyFilters(
    visibleNetworks(session),
    form.filters,
    new Map([...listFilters, ['dangling', danglingFilter(session)]]),
  );
  const id = (network: Network): string => (form.noTrunc ? network.id : shortId(network.id));
  if (form.quiet) for (const network of shown) session.terminal.print(id(network));
  else {
    const rows = shown.map((network) => [id(network), network.name, network.driver, network.scope]);
    const more = shown.map((network) => fieldsOf(network, session.host.startUnixMs));
    const table = [['NETWORK ID', 'NAME', 'DRIVER', 'SCOPE'], ...rows];
    session.terminal.write(formatRows(table, form.format, { rowType: '*network.networkContext', more }));
  }
}

function fieldsOf({ createdMs, internal, labels }: Network, startUnixMs: number): { readonly [field: string]: string } {
  const names = Object.keys(labels).sort(compareText);
  return {
    CreatedAt: goTime({ startUnixMs, atMs: createdMs }),
    // Engine 20.10 does not tell of it.
    IPv4: 'false',
    IPv6: 'false',
    Internal: String(internal),
    Labels: names.map((name) => `${name}=${labels[name]}`).join(','),
  };
}

/** A worker knows the swarm's networks only where a task uses them; here only managers list them. */
function visibleNetworks({ host }: Session): Network[] {
  const { membership } = host;
  const ofSwarm = membership?.isManager === true ? membership.swarm.networks.list() : [];
  return [...host.localNetworks.list(), ...ofSwarm, ...leaving(host)].sort((a, b) => compareNatural(a.name, b.name));
}

/** Removed ones that a container of this engine has not left yet. */
function leaving(host: DockerHost): Network[] {
  const removed = host.membership?.swarm.networks.removed ?? [];
  if (removed.length === 0) return [];
  const inUse = new Set(host.containers().flatMap(({ record, networks }) => (record.endedMs === null ? networks : [])));
  return removed.filter(({ name }) => inUse.has(name));
}

const predefined: readonly string[] = ['bridge', 'host', 'none'];

/**
 * By full id, full name, or the beginning of an id. Source: moby `api/server/router/network` findUniqueNetwork.
 *
 * @throws {CommandFailure} if nothing or more than one is meant
 */
export function findNetwork(session: Session, argument: string): Network {
  const known = visibleNetworks(session);
  const exact = known.find(({ id }) => id === argument);
  if (exact !== undefined) return exact;
  const named = known.filter(({ name }) => name === argument);
  const found = named.length > 0 ? named : known.filter(({ id }) => argument !== '' && id.startsWith(argument));
  const [first] = found;
  if (first === undefined) throw engineFailure(`network ${argument} not found`);
  if (found.length === 1) return first;
  const by = named.length > 0 ? 'name' : 'ID prefix';
  throw engineFailure(`network ${argument} is ambiguous (${found.length} matches found based on ${by})`);
}

export function inspectNetworks(form: NetworkInspect, session: Session): void {
  printInspected(session, form.networks, form.format, (name) => inspectedNetwork(session, findNetwork(session, name)));
}

export function inspectedNetwork(session: Session, network: Network): Inspected {
  const { host } = session;
  const use = { subnet: subnetOf(network, session), containers: containersOn(network, session) };
  return [networkJson(network, host.startUnixMs, use), networkTypes];
}

/** That of the engine's own bridge is fixed; a swarm's network has one since a service got an address on it. */
function subnetOf({ name, scope }: Network, { host }: Session): string {
  if (name === 'bridge') return '172.17.0.0/16';
  if (name === 'docker_gwbridge') return '172.18.0.0/16';
  if (name === 'ingress') return '10.0.0.0/24';
  if (scope === 'local' || host.membership === null) return '';
  const services = host.membership.swarm.control.listServices();
  const address = services
    .flatMap(({ endpoint }) => endpoint?.virtualIps ?? [])
    .find(({ network }) => network === name)?.addr;
  return address?.replace(/\.\d+\//, '.0/') ?? '';
}

/** Those of tasks that run on this machine. */
function containersOn({ name, scope }: Network, { host }: Session): HostContainer[] {
  if (scope === 'local') return [];
  return host.containers().filter(({ networks, record }) => networks.includes(name) && isRunning(record));
}

/** Each that fails is told; the client's own last word is its exit code. Source: docker/cli `cli/command/network/remove.go`. */
export function removeNetworks(form: NetworkRemove, session: Session): void {
  let failed = false;
  for (const argument of form.networks) {
    try {
      removeNetwork(argument, session);
      session.terminal.print(argument);
    } catch (error) {
      const text = refusalText(error);
      if (form.force && text.endsWith('not found')) continue;
      session.terminal.warn(text);
      failed = true;
    }
  }
  if (failed) session.terminal.fail('exit status 1');
}

function removeNetwork(argument: string, session: Session): void {
  const network = findNetwork(session, argument);
  const { id, name, scope } = network;
  if (predefined.includes(name)) throw engineFailure(`${name} is a pre-defined network and cannot be removed`);
  if (name === 'docker_gwbridge') {
    throw engineFailure(`error while removing network: network ${name} id ${id} has active endpoints`);
  }
  if (scope === 'swarm') removeSwarmNetwork(asManager(session), network);
  else session.host.localNetworks.remove(id);
}

export function removeSwarmNetwork({ control, swarm }: ManagerSession, network: Network): void {
  const user = control.listServices().find(({ spec }) => spec.task.networks.includes(network.name));
  if (user !== undefined) {
    throw engineFailure(
      `rpc error: code = FailedPrecondition desc = network ${network.id} is in use by service ${user.id}`,
    );
  }
  swarm.networks.remove(network.id);
}
