import type { ClientSeries } from '../metrics/client-series.ts';
import { Greatest } from '../metrics/greatest.ts';
import { TimeIntegrals } from '../metrics/time-integrals.ts';
import { Backend } from './balancer/backend.ts';
import { Balancer } from './balancer/balancer.ts';
import { FrontendDoor } from './balancer/frontend-door.ts';
import { idleLimitMs } from './balancer/frontend-timeouts.ts';
import { QueueMeter } from './balancer/queue-meter.ts';
import { Breakdown } from './breakdown.ts';
import { makeCalls } from './calls/make-calls.ts';
import type { Client } from './client/client.ts';
import { makeClient } from './client/make-client.ts';
import { recordedDemands } from './client/open-client.ts';
import { RequestClasses } from './client/request-classes.ts';
import { ClientPool, type ClientPoolOptions } from './connection/client-pool.ts';
import { ConnectionTable } from './connection/connection-table.ts';
import { keepsConnections, keepsConnectionsTo, reusesAlways, serverConnections } from './connection/who-keeps.ts';
import { BalancerEntry, NodeEntry, ServiceEntry } from './entry-points.ts';
import { HopLog } from './hop-log.ts';
import { Journey } from './journey.ts';
import type { Caller, EntryPoint } from './journey-parties.ts';
import { makeQuantile } from './law/make-quantile.ts';
import type { Quantile } from './law/quantile.ts';
import { Mesh } from './mesh/mesh.ts';
import { Network } from './network.ts';
import { RequestContents } from './request/request-contents.ts';
import { RequestKeys } from './request/request-keys.ts';
import { RequestTable } from './request-table.ts';
import { Sink } from './sink.ts';
import type { BalancerFrontend, BalancerSpec, ClientSpec } from './spec.ts';
import { Stations } from './station/stations.ts';
import type { NodeHandle, TrafficNode, TrafficOptions } from './traffic-options.ts';

/** How many requests wait in the queues of balancers. */
export interface BalancerQueues {
  readonly lengths: TimeIntegrals;
  readonly greatest: Greatest;
}

/** The pieces of a run's traffic, wired. */
export interface TrafficParts {
  readonly requests: RequestTable;
  /** `null` = nobody keeps any. */
  readonly connections: ConnectionTable | null;
  readonly mesh: Mesh;
  readonly stations: Stations;
  readonly clients: readonly Client[];
  readonly balancers: readonly Balancer[];
  /** By balancer. */
  readonly queues: BalancerQueues;
  /** By `requests.caller`. */
  readonly callers: readonly Caller[];
  readonly sink: Sink;
  /** Where the sink records what has ended. */
  readonly series: ClientSeries;
  readonly breakdown: Breakdown;
  /** By node: 1 = it is on the network. */
  readonly alive: Uint8Array;
}

const dockersSchedulers = { default: 'rr', services: {} } as const;

type Handles = ReadonlyMap<string, NodeHandle>;

const seedRange = 2 ** 32;
/** A server that is a task stands on no port of a machine. */
const noNode = -1;

/** Throws an Error if a client's target or a balancer's server does not exist. */
export function buildTraffic(options: TrafficOptions, series: ClientSeries): TrafficParts {
  const { loop, random, nodes, fingerprint, observer } = options;
  const seedOf = (purpose: string) => random.stream(`traffic/${purpose}`).int(seedRange);
  const requests = new RequestTable();
  const classes = options.clients.map((spec) => (spec.classes === undefined ? null : new RequestClasses(spec.classes)));
  const contents = new RequestContents(
    requests,
    options.clients.map(({ content }, client) => ({ content, classes: classes[client]! })),
  );
  const network = new Network({
    spec: options.network,
    nodes,
    balancers: options.balancers.flatMap(({ name, backends: own }) => own.map(() => name)),
    clientMs: options.clients.map(({ latencyMs = null }) => latencyMs),
  });
  const mesh: Mesh = new Mesh({
    ...{ loop, gossipSeed: seedOf('gossip'), nodes: nodes.length },
    schedulers: options.network.schedulers ?? dockersSchedulers,
    weightOf: (task) => nodes[stations.nodeOf(task)]!.weight ?? 1,
  });
  const handles = handlesOf(nodes);
  const alive = new Uint8Array(nodes.length).fill(1);
  const connections =
    options.clients.some(keepsConnections) || options.balancers.some(reusesAlways)
      ? new ConnectionTable(nodes.length, loop)
      : null;
  const pools: (ClientPool | null)[] = [];
  const entries: EntryPoint[] = [];
  const backends: Backend[] = [];
  const doors: FrontendDoor[] = [];
  const callers: Caller[] = [];
  const frontends: (BalancerFrontend | null)[] = [];
  const inUse = options.clients.some(({ trace }) => trace > 0);
  const hops = new HopLog({ requests, nodes, firstCall: options.clients.length, inUse });
  const journey = new Journey({
    ...{ loop, requests, hops, network, mesh, entries, backends, doors, alive, callers, connections, pools, contents },
  });
  const stations = new Stations({
    ...{ loop, requests },
    outlet: journey,
    capacities: nodes.map(({ cpus, speed }) => ({ cpus, speed })),
    cpuSharing: options.cpuSharing,
    memoryBytes: nodes.map(({ memoryBytes }) => memoryBytes ?? Number.POSITIVE_INFINITY),
    outOfMemory: (task, description, limitBytes) => observer.outOfMemory(task, description, limitBytes),
    clientDemands: options.clients.map((spec, client) => classes[client] ?? demandLawOf(spec)),
  });
  journey.stations = stations;
  hops.stations = stations;
  const breakdown = new Breakdown(nodes);
  const sink = new Sink({
    ...{ requests, series, breakdown, fingerprint, stations, nodes, frontends, backends },
    clients: [...options.clients, ...options.calls].map(({ name }) => name),
    classes: [...classes, ...options.calls.map(() => null)],
    hops,
    traced: (row, ofRow) => observer.traced(row, ofRow),
  });
  callers.push(sink);
  const sending = options.clients.map(({ sendingMs }) => (sendingMs === undefined ? null : makeQuantile(sendingMs)));
  const queues: BalancerQueues = { lengths: new TimeIntegrals(), greatest: new Greatest() };
  const balancers = options.balancers.map((spec) => {
    const meter = meterOf(queues, loop);
    const own = spec.backends.map((backend) => {
      const isDiscovered = backend.discovers !== undefined;
      const addresses = backend.servers.map(({ name, host, port, check }) => ({
        node: isDiscovered ? noNode : nodeOf(handles, host, `server ${name} of the balancer ${spec.name}`),
        portIndex: mesh.portIndex(port),
        checkPortIndex: mesh.portIndex(check?.port ?? port),
      }));
      const { connectTimeoutMs } = network;
      const made = new Backend({
        spec: { ...backend, connections: serverConnections(backend, spec) },
        index: backends.length,
        addresses,
        loop,
        requests,
        journey,
        connectTimeoutMs,
        connections: keepsConnectionsTo(spec, options.clients) ? connections : null,
        keys: (part, by) => new RequestKeys(contents, part, by),
        ...{ stations, network, mesh, alive, meter },
        seed: seedOf(`${spec.name}/${backend.name}/probes`),
      });
      const { discovery } = made;
      if (backend.discovers !== undefined && discovery !== null)
        mesh.watchers.add(backend.discovers.service, backends.length, (kind, task) => discovery.heard(kind, task));
      backends.push(made);
      return made;
    });
    const waits = options.clients.some(
      ({ target, sendingMs }) => sendingMs !== undefined && target.kind === 'balancer' && target.balancer === spec.name,
    );
    const ownDoors = spec.frontends.map((frontend) => {
      if (!FrontendDoor.isNeeded(frontend, own, waits)) return null;
      const index = doors.length;
      const door = new FrontendDoor({
        ...{ spec: frontend, index, backends: own, loop, journey, requests, meter, sending },
        describe: (slot) => contents.to(slot),
      });
      doors.push(door);
      return door;
    });
    return new Balancer({
      ...{ spec, journey, requests, backends: own, doors: ownDoors },
      world: { loop, network, mesh, stations, alive },
      seed: seedOf(`${spec.name}/checks`),
      serverChanged: (backend, server, state, reason) =>
        observer.serverChanged(spec.name, backend, server, state, reason),
    });
  });
  const clientWorld = { ...options, requests, journey, callers, seedOf };
  const clients = options.clients.map((spec, index) => {
    const entry = entryOf(spec, index, { balancers, nodes, handles, mesh, requests, journey, connections });
    entries.push(entry);
    frontends.push(entry instanceof BalancerEntry ? entry.portal.frontend : null);
    const pool = connections === null ? null : poolOf(spec, entry, { loop, requests, connections, journey });
    pools.push(pool);
    return makeClient(spec, index, { ...clientWorld, pool });
  });
  const lines = makeCalls(options.calls, { ...clientWorld, pool: null, mesh, stations, entries });
  return {
    ...{ requests, connections, mesh, stations, balancers, queues, callers, sink, series, breakdown, alive },
    clients: [...clients, ...lines],
  };
}

/** A request of a trace brings its demand along. */
const asRecorded: Quantile = { at: (demandMs) => demandMs };

/** Of a further balancer. */
function meterOf({ lengths, greatest }: BalancerQueues, clock: TrafficOptions['loop']): QueueMeter {
  lengths.add(clock.nowMs);
  return new QueueMeter(lengths, greatest, greatest.add(), clock);
}

/** `null` = the image's. */
function demandLawOf(spec: ClientSpec): Quantile | null {
  if (recordedDemands(spec) !== null) return asRecorded;
  return spec.demandMs === null ? null : makeQuantile(spec.demandMs);
}

/** Machines by name and by address. If two machines share one, the first has it. */
export function handlesOf(nodes: readonly TrafficNode[]): Handles {
  const handles = new Map<string, NodeHandle>();
  nodes.forEach(({ name, address }, node) => {
    for (const key of [name, address]) if (!handles.has(key)) handles.set(key, node);
  });
  return handles;
}

function nodeOf(handles: Handles, host: string, whose: string): NodeHandle {
  const node = handles.get(host);
  if (node === undefined) throw new Error(`${whose}: no machine has the name or address ${host}`);
  return node;
}

/** `null` = it keeps none. A balancer closes idle ones by its own timeout, if that is shorter. */
function poolOf(
  { connections: spec }: ClientSpec,
  entry: EntryPoint,
  world: Omit<ClientPoolOptions, 'spec' | 'direct'>,
): ClientPool | null {
  if (spec === null) return null;
  if (!(entry instanceof BalancerEntry)) return new ClientPool({ ...world, spec, direct: true });
  const idleMs = Math.min(spec.idleMs, idleLimitMs(entry.portal.frontend.timeouts));
  return new ClientPool({ ...world, spec: { ...spec, idleMs }, direct: false });
}

interface EntryWorld {
  readonly balancers: readonly Balancer[];
  readonly nodes: readonly TrafficNode[];
  readonly handles: Handles;
  readonly mesh: Mesh;
  readonly requests: RequestTable;
  readonly journey: Journey;
  readonly connections: ConnectionTable | null;
}

function entryOf({ name, target }: ClientSpec, index: number, world: EntryWorld): EntryPoint {
  const { balancers, nodes, handles, mesh, requests, journey, connections } = world;
  switch (target.kind) {
    case 'balancer': {
      const portal = findBalancer(balancers, target.balancer)?.portal(target.port) ?? null;
      if (portal === null) throw new Error(`client ${name}: nothing listens on ${target.balancer}:${target.port}`);
      return new BalancerEntry(portal, requests, journey, connections);
    }
    case 'node':
      return new NodeEntry(
        [nodeOf(handles, target.node, `client ${name}`)],
        mesh.portIndex(target.port),
        requests,
        journey,
        connections,
      );
    case 'nodes':
      return new NodeEntry([...nodes.keys()], mesh.portIndex(target.port), requests, journey, connections);
    case 'service':
      if (target.node !== undefined) mesh.standAt(index, nodeOf(handles, target.node, `client ${name}`));
      return new ServiceEntry({ target, client: index, mesh, requests, journey, connections });
  }
}

function findBalancer(balancers: readonly Balancer[], name: BalancerSpec['name']): Balancer | undefined {
  return balancers.find(({ spec }) => spec.name === name);
}
