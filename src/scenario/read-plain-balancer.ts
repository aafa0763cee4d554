import {
  type BalancerBackend,
  type BalancerServer,
  type BalancerSpec,
  plainBackend,
  plainBalancer,
  plainCheck,
  plainFrontend,
  plainServer,
} from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { Path } from './path.ts';
import { isPort } from './port.ts';
import type { ProblemList } from './problem-list.ts';
import { readAlgorithm, readHashedPart } from './read-algorithm.ts';
import type { BalancerFrame } from './read-balancers.ts';
import { suggestion } from './suggest.ts';
import type { WrittenBalancer } from './written/balancer-schema.ts';

const backendName = 'servers';

type Servers = Pick<BalancerBackend, 'servers'> & Partial<Pick<BalancerBackend, 'discovers'>>;
type Publish = BalancerSpec['publish'];

/** A balancer that the scenario describes itself, without a configuration file: what it says, and HAProxy's defaults. */
export function readPlainBalancer(
  written: WrittenBalancer,
  publish: Publish,
  path: Path,
  frame: BalancerFrame,
  problems: ProblemList,
): BalancerSpec {
  const {
    name,
    port = defaults.balancer.port,
    start = 0,
    retries = defaults.balancer.retries,
    timeouts = {},
  } = written;
  const refuse = (key: string) => (message: string) => problems.add([...path, key], message);
  const hashOn = written.hash_on === undefined ? null : readHashedPart(written.hash_on, refuse('hash_on'));
  const backend: BalancerBackend = {
    ...plainBackend,
    name: backendName,
    algorithm: readAlgorithm(written.algorithm ?? defaults.balancer.algorithm, refuse('algorithm')),
    ...(hashOn === null ? {} : { hashOn }),
    ...readServers(written, path, frame, problems),
    retries,
    // Each retry goes to another server.
    redispatch: 1,
    timeouts: {
      connectMs: timeouts.connect ?? null,
      serverMs: timeouts.server ?? null,
      queueMs: timeouts.queue ?? null,
    },
  };
  return {
    ...plainBalancer,
    name,
    frontends: [{ ...plainFrontend, name, ports: [port], defaultBackend: backendName }],
    backends: [backend],
    publish: publish.length === 0 ? [{ published: port, target: port }] : publish,
    startMs: start,
    stopMs: written.stop ?? null,
  };
}

function readServers(written: WrittenBalancer, path: Path, frame: BalancerFrame, problems: ProblemList): Servers {
  const { servers = '' } = written;
  const place = [...path, 'servers'];
  if (typeof servers !== 'string') {
    return {
      servers: servers.map((server, index) => readServer(server, index, [...place, index], written, frame, problems)),
    };
  }
  const [first = '', service = ''] = servers.split(':');
  const port = portOf(servers);
  if (first === 'nodes' && servers.split(':').length === 2 && isPort(port)) {
    return { servers: frame.machines.map(({ name }, index) => serverOf(name, name, port, index, written)) };
  }
  if (first === 'tasks' && servers.split(':').length === 3 && isPort(port))
    return discovered(service, port, written, place, frame, problems);
  problems.add(
    place,
    `"${servers}": expected nodes:PORT, tasks:SERVICE:PORT, or a list of machines' ports such as [worker1:8080]`,
  );
  return { servers: [] };
}

function discovered(
  service: string,
  port: number,
  { places }: WrittenBalancer,
  path: Path,
  { replicasOf }: BalancerFrame,
  problems: ProblemList,
): Servers {
  const { names, of } = replicasOf;
  if (names !== null && !names.includes(service))
    problems.add(path, `no service is called "${service}"${suggestion(service, names)}`);
  const count = places ?? Math.max(defaults.balancer.leastPlaces, 2 * of(service));
  const servers = Array.from({ length: count }, (_, index) => ({
    ...plainServer,
    name: `${service}-${index + 1}`,
    id: index + 1,
    host: '',
    port,
    disabled: true,
  }));
  return { servers, discovers: { service } };
}

type WrittenServer = Exclude<NonNullable<WrittenBalancer['servers']>, string>[number];

function readServer(
  written: WrittenServer,
  index: number,
  path: Path,
  balancer: WrittenBalancer,
  { machines }: BalancerFrame,
  problems: ProblemList,
): BalancerServer {
  const { to, weight = 1 } = typeof written === 'string' ? { to: written } : written;
  const host = to.slice(0, Math.max(0, to.lastIndexOf(':')));
  const port = portOf(to);
  const machine = machines.find(({ name, address }) => name === host || address === host);
  if (host === '' || !isPort(port)) problems.add(path, `"${to}": expected a machine's port such as worker1:8080`);
  else if (machine === undefined) {
    const names = machines.map(({ name }) => name);
    problems.add(path, `no machine has the name or address "${host}"${suggestion(host, names)}`);
  }
  return { ...serverOf(to, machine?.name ?? host, port, index, balancer), weight };
}

function serverOf(name: string, host: string, port: number, index: number, { check }: WrittenBalancer): BalancerServer {
  const checked =
    check === undefined ? null : { ...plainCheck, intervalMs: check, fastIntervalMs: check, downIntervalMs: check };
  return { ...plainServer, name, id: index + 1, host, port, check: checked };
}

function portOf(text: string): number {
  const written = text.slice(text.lastIndexOf(':') + 1);
  return /^\d{1,5}$/.test(written) ? Number(written) : 0;
}
