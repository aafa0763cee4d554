import type { EventId, EventLoop } from '../../kernel/event-loop.ts';
import { outcome } from '../../metrics/outcome.ts';
import { hashedUniform } from '../hash.ts';
import type { Endpoint, NodeHandle, TaskHandle } from '../traffic-options.ts';
import { Gossip } from './gossip.ts';
import type { TableSettings } from './ipvs-table.ts';
import { type SchedulerName, schedulers } from './schedulers/catalogue.ts';
import type { Packet } from './schedulers/scheduler.ts';
import { ServiceTables } from './service-tables.ts';
import { Watchers } from './watchers.ts';

/** A service that takes connections through the mesh. */
class MeshService {
  readonly name: string;
  endpoint: Endpoint;
  readonly tables: ServiceTables;
  /** Tasks with a destination somewhere that nobody has deleted, and their nodes. */
  readonly tasks = new Map<TaskHandle, NodeHandle>();
  /** The service was removed; its ports go with its last task. */
  leaving = false;

  constructor(name: string, endpoint: Endpoint, gossip: Gossip, settings: TableSettings) {
    this.name = name;
    this.endpoint = endpoint;
    this.tables = new ServiceTables(gossip, settings);
  }
}

/** A port number, and who answers on it: on all nodes of the swarm the same service, on some nodes a task of their own. */
interface Port {
  service: MeshService | null;
  readonly hostTasks: Map<NodeHandle, TaskHandle>;
}

export interface MeshOptions {
  readonly loop: EventLoop;
  readonly gossipSeed: number;
  readonly nodes: number;
  /** Of IPVS; of services by their names, and of all others. */
  readonly schedulers: { readonly default: SchedulerName; readonly services: Readonly<Record<string, SchedulerName>> };
  /** Of a task while it takes connections: what IPVS's weighted schedulers go by. */
  weightOf(task: TaskHandle): number;
}

/** Who gossips for a node that cannot. */
const nobody = -1;

/**
 * Docker's ingress mesh, and service names inside a network: which task takes a connection. On each node every service has an
 * IPVS table with a cursor of its own.
 */
export class Mesh {
  /** Some scheduler asks how many connections there are: the mesh must be told of their ends. */
  readonly counts: boolean;
  /** Some scheduler goes by where a connection comes from: it must be in `packet`. */
  readonly hashes: boolean;
  /** Of the connection that is made next. Behind a VIP or a published port there is one destination: the sandbox's address. */
  readonly packet: Packet = { source: 0, destination: 0xac120002 };
  /** Told of services' tasks. */
  readonly watchers: Watchers;
  readonly #options: MeshOptions;
  readonly #loop: EventLoop;
  readonly #gossip: Gossip;
  readonly #nodes: number;
  readonly #ports: Port[] = [];
  readonly #portIndex = new Map<number, number>();
  readonly #services = new Map<string, MeshService>();
  readonly #serviceOfTask = new Map<TaskHandle, MeshService>();
  readonly #standing = new Map<number, NodeHandle>();
  readonly #members: Uint8Array;
  #memberCount = 0;
  readonly #detections = new Map<NodeHandle, EventId>();
  /** Of nodes that were declared dead: tasks that may still be there, with the services that they take traffic for. */
  readonly #givenUp = new Map<NodeHandle, Map<TaskHandle, string>>();

  constructor(options: MeshOptions) {
    const { loop, gossipSeed, nodes } = options;
    const used = [options.schedulers.default, ...Object.values(options.schedulers.services)];
    this.counts = used.some((name) => schedulers[name].counts);
    this.hashes = used.some((name) => name === 'sh' || name === 'mh');
    this.#options = options;
    this.#loop = loop;
    this.#gossip = new Gossip(gossipSeed);
    this.watchers = new Watchers(loop, this.#gossip);
    this.#nodes = nodes;
    this.#members = new Uint8Array(nodes);
  }

  /** A small number for a port, for `taskAt`. */
  portIndex(port: number): number {
    let index = this.#portIndex.get(port);
    if (index === undefined) {
      index = this.#ports.push({ service: null, hostTasks: new Map() }) - 1;
      this.#portIndex.set(port, index);
    }
    return index;
  }

  // ------------------------------------------------- one connection

  /** The task that a connection to this node's port gets; else −outcome: nobody listens, or no task is there. */
  taskAt(node: NodeHandle, portIndex: number, nowMs: number): TaskHandle {
    const port = this.#ports[portIndex]!;
    if (port.hostTasks.size > 0) {
      const task = port.hostTasks.get(node);
      if (task !== undefined) return task;
    }
    if (port.service === null || this.#members[node] === 0) return -outcome.refused;
    const task = port.service.tables.table(node, nowMs).schedule(this.packet, nowMs);
    return task < 0 ? -outcome.noBackend : task;
  }

  /** The IPVS tables by which `taskAt` has just chosen; `null` = it is a task's own port. */
  tablesAt(node: NodeHandle, portIndex: number): ServiceTables | null {
    const port = this.#ports[portIndex]!;
    return port.hostTasks.has(node) ? null : (port.service?.tables ?? null);
  }

  /** As `tablesAt`, for `taskOf`. */
  tablesOf(service: string): ServiceTables | null {
    const found = this.#services.get(service);
    return found?.endpoint.mode === 'vip' ? found.tables : null;
  }

  /** Whose table a client inside the network asks. */
  viewerOf(client: number): number {
    return this.#standing.get(client) ?? this.#nodes + client;
  }

  /** The client runs on this node: it asks the table there. */
  standAt(client: number, node: NodeHandle): void {
    this.#standing.set(client, node);
  }

  /** The service's name stands for its tasks' addresses, not for one of its own. */
  isByDns(service: string): boolean {
    return this.#services.get(service)?.endpoint.mode === 'dnsrr';
  }

  /**
   * The task that a client inside the network gets by the service's name: of the VIP in its own table, or one of the addresses
   * that DNS answers, shuffled. `seed` is the request's.
   */
  taskOf(service: string, client: number, seed: number, nowMs: number): TaskHandle {
    return this.#taskSeenBy(this.viewerOf(client), service, seed, nowMs);
  }

  /** The same for a task that runs on this node. */
  taskFor(service: string, node: NodeHandle, seed: number, nowMs: number): TaskHandle {
    return this.#taskSeenBy(node, service, seed, nowMs);
  }

  #taskSeenBy(viewer: number, service: string, seed: number, nowMs: number): TaskHandle {
    const found = this.#services.get(service);
    if (found === undefined) return -outcome.refused;
    const table = found.tables.table(viewer, nowMs);
    const task =
      found.endpoint.mode === 'vip'
        ? table.schedule(this.packet, nowMs)
        : table.eligibleAt(Math.floor(hashedUniform(seed, 0) * table.eligible));
    return task < 0 ? -outcome.noBackend : task;
  }

  /** A connection that was given to a task by this node's port is closed. */
  closed(task: TaskHandle, node: NodeHandle, portIndex: number, nowMs: number): void {
    const tables = this.#countingServiceOf(task)?.tables;
    if (tables !== undefined && this.tablesAt(node, portIndex) === tables)
      tables.table(node, nowMs).closed(task, nowMs);
  }

  /** The same of one that was made inside the network by the service's name, by this viewer's table. */
  closedInside(task: TaskHandle, viewer: number, nowMs: number): void {
    const service = this.#countingServiceOf(task);
    if (service?.endpoint.mode === 'vip') service.tables.table(viewer, nowMs).closed(task, nowMs);
  }

  #countingServiceOf(task: TaskHandle): MeshService | undefined {
    const service = this.#serviceOfTask.get(task);
    return service !== undefined && schedulers[service.tables.scheduler].counts ? service : undefined;
  }

  // ------------------------------------------------- nodes

  join(node: NodeHandle): void {
    if (this.#members[node] === 1) return;
    this.#members[node] = 1;
    this.#memberCount++;
    this.#sync(node);
  }

  leave(node: NodeHandle): void {
    if (this.#members[node] === 0) return;
    this.#members[node] = 0;
    this.#memberCount--;
  }

  /** Until the others notice they go on sending to its tasks. One that is missed already is not lost again: its engine, then its machine. */
  nodeLost(node: NodeHandle): void {
    if (this.#detections.has(node) || this.#givenUp.has(node)) return;
    const delayMs = this.#gossip.detectionMs(this.#gossip.newChange(), this.#memberCount);
    this.#detections.set(
      node,
      this.#loop.call(delayMs, () => this.#declareDead(node)),
    );
  }

  nodeBack(node: NodeHandle): void {
    const detection = this.#detections.get(node);
    if (detection !== undefined) this.#loop.cancel(detection);
    this.#detections.delete(node);
    this.#sync(node);
    const givenUp = this.#givenUp.get(node) ?? [];
    this.#givenUp.delete(node);
    for (const [task, service] of givenUp) this.activate(task, service, node);
  }

  // ------------------------------------------------- services and tasks

  publish(name: string, endpoint: Endpoint): void {
    let service = this.#services.get(name);
    if (service === undefined) {
      const { default: usual, services } = this.#options.schedulers;
      const scheduler = Object.hasOwn(services, name) ? services[name]! : usual;
      const weightOf = (task: TaskHandle) => this.#options.weightOf(task);
      service = new MeshService(name, endpoint, this.#gossip, { scheduler, weightOf });
      this.#services.set(name, service);
    } else this.#freePorts(service);
    service.endpoint = endpoint;
    for (const port of endpoint.ingressPorts) this.#ports[this.portIndex(port)]!.service = service;
  }

  unpublish(name: string): void {
    const service = this.#services.get(name);
    if (service === undefined) return;
    service.leaving = true;
    this.#services.delete(name);
    if (service.tasks.size === 0) this.#freePorts(service);
  }

  /** No effect if the service is gone: it was removed while its task was starting. */
  activate(task: TaskHandle, name: string, node: NodeHandle): void {
    const service = this.#services.get(name);
    if (service === undefined) return;
    this.#serviceOfTask.set(task, service);
    service.tasks.set(task, node);
    this.#change(service, 'add', task, node);
    for (const port of service.endpoint.hostPorts) this.#ports[this.portIndex(port)]!.hostTasks.set(node, task);
  }

  deactivate(task: TaskHandle): void {
    const service = this.#serviceOfTask.get(task);
    const node = service?.tasks.get(task);
    if (service !== undefined && node !== undefined) this.#change(service, 'disable', task, node);
    else this.#forget(task);
  }

  remove(task: TaskHandle): void {
    const service = this.#serviceOfTask.get(task);
    const node = service?.tasks.get(task);
    if (service !== undefined && node !== undefined) this.#delete(service, task, node, node);
    else this.#forget(task);
  }

  /** It does not come back with its node. */
  #forget(task: TaskHandle): void {
    for (const tasks of this.#givenUp.values()) tasks.delete(task);
  }

  #change(service: MeshService, kind: 'add' | 'disable' | 'delete', task: TaskHandle, origin: NodeHandle): void {
    const number = service.tables.change(kind, task, origin, this.#memberCount, this.#loop.nowMs);
    this.watchers.tell(service.name, number, kind, task, this.#memberCount);
  }

  #delete(service: MeshService, task: TaskHandle, node: NodeHandle, origin: NodeHandle): void {
    this.#change(service, 'delete', task, origin);
    service.tasks.delete(task);
    this.#serviceOfTask.delete(task);
    for (const port of this.#ports) if (port.hostTasks.get(node) === task) port.hostTasks.delete(node);
    if (service.leaving && service.tasks.size === 0) this.#freePorts(service);
  }

  #freePorts(service: MeshService): void {
    for (const port of this.#ports) if (port.service === service) port.service = null;
  }

  /** Its peers delete its destinations, and tell each other. */
  #declareDead(node: NodeHandle): void {
    this.#detections.delete(node);
    const givenUp = new Map<TaskHandle, string>();
    for (const [task, service] of [...this.#serviceOfTask]) {
      if (service.tasks.get(task) !== node) continue;
      givenUp.set(task, service.name);
      this.#delete(service, task, node, nobody);
    }
    this.#givenUp.set(node, givenUp);
  }

  #sync(node: NodeHandle): void {
    const services = new Set([...this.#services.values(), ...this.#serviceOfTask.values()]);
    for (const service of services) service.tables.reset(node, this.#loop.nowMs);
  }
}
