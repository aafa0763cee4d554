import type { DockerHost } from '../host.ts';
import type { Network, Networks } from '../networks.ts';
import type { NetworkCreate, NetworkList, NetworkRemove } from '../syntax/network/network-commands.ts';
import { formatRows } from '../templates/format-rows.ts';
import { compareNatural } from '../text/natural-order.ts';
import { shortId } from '../text/wording.ts';
import type { FilterKind } from './filters.ts';
import { applyFilters } from './filters.ts';
import type { ManagerSession, Session } from './session.ts';
import { asManager, engineFailure, forEachArgument } from './session.ts';

const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const hexadecimal = '0123456789abcdef';

export function createNetwork(form: NetworkCreate, session: Session): void {
  const { name, driver } = form;
  if (driver === 'overlay') {
    session.terminal.print(addSwarmNetwork(asManager(session), { name, driver, labels: {} }));
    return;
  }
  const networks = session.host.localNetworks;
  refuseName(networks, name);
  const id = randomId(session, hexadecimal, 64);
  networks.add({ id, name, driver, scope: 'local', labels: {} });
  session.terminal.print(id);
}

/** → its id */
export function addSwarmNetwork(session: ManagerSession, network: Pick<Network, 'name' | 'driver' | 'labels'>): string {
  refuseName(session.swarm.networks, network.name);
  const id = randomId(session, base36, 25);
  session.swarm.networks.add({ id, ...network, scope: 'swarm' });
  return id;
}

function refuseName(networks: Networks, name: string): void {
  if (networks.list().some((network) => network.name === name)) {
    throw engineFailure(`network with name ${name} already exists`);
  }
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
]);

export function listNetworks(form: NetworkList, session: Session): void {
  const shown = applyFilters(visibleNetworks(session), form.filters, listFilters);
  const id = (network: Network): string => (form.noTrunc ? network.id : shortId(network.id));
  if (form.quiet) for (const network of shown) session.terminal.print(id(network));
  else {
    const rows = shown.map((network) => [id(network), network.name, network.driver, network.scope]);
    session.terminal.write(formatRows([['NETWORK ID', 'NAME', 'DRIVER', 'SCOPE'], ...rows], form.format));
  }
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

export function removeNetworks(form: NetworkRemove, session: Session): void {
  forEachArgument(session, form.networks, (argument) => {
    const network = visibleNetworks(session).find(({ name, id }) => name === argument || id.startsWith(argument));
    if (network === undefined) {
      if (form.force) return;
      throw engineFailure(`network ${argument} not found`);
    }
    if (predefined.includes(network.name)) {
      throw engineFailure(`${network.name} is a pre-defined network and cannot be removed`);
    }
    if (network.scope === 'swarm') removeSwarmNetwork(asManager(session), network);
    else session.host.localNetworks.remove(network.id);
    session.terminal.print(argument);
  });
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
