import type { Handler } from '../kernel/event-loop.ts';
import { type ClientRow, ClientSeries, type PartRow } from '../metrics/client-series.ts';
import type { Tally } from '../metrics/tally.ts';
import type { Balancer } from './balancer/balancer.ts';
import { LoadIntervals } from './load/load-intervals.ts';
import { LoadStretches } from './load/load-stretches.ts';
import { NodeTotals } from './load/node-totals.ts';
import { type ServiceUse, serviceUse } from './load/service-use.ts';
import { measuredNames } from './measured-names.ts';
import type { NodeStrain } from './station/node-strains.ts';
import type {
  BalancerLoad,
  Endpoint,
  NodeHandle,
  NodeLoad,
  ServiceLoad,
  TaskDescription,
  TaskHandle,
  TrafficOptions,
} from './traffic-options.ts';
import { buildTraffic, handlesOf, type TrafficParts } from './traffic-parts.ts';

/** What `fire` is told to do. */
const intervalEnds = 0;
const warmupEnds = 1;

/**
 * The traffic of one run: clients, balancers, the ingress mesh, and the tasks as queueing stations. The swarm knows nothing of
 * it; the simulation tells it what the swarm's ports say, at the instant at which they say it.
 */
export class Traffic implements Handler {
  /** The pieces, for checks of invariants. */
  readonly parts: TrafficParts;
  readonly #options: TrafficOptions;
  readonly #series: ClientSeries;
  /** Those who send requests, by name; then the calls of tasks, by name; then the classes of those that have some. */
  readonly clientNames: readonly string[];
  readonly #intervals: LoadIntervals;
  readonly #loads: LoadStretches;
  /** Of the loads: all after the warm-up, and by phase. */
  #wholeLoad: number;
  readonly #phaseLoads: number[] = [];
  readonly #nodes: ReadonlyMap<string, NodeHandle>;
  /** After the warm-up. */
  readonly #nodeTotals: NodeTotals;
  #interval = 0;

  /** Throws an Error if a balancer's server, a client's target or a window's client does not exist. */
  constructor(options: TrafficOptions) {
    // By name: what is written in another order is the same traffic.
    const clients = [...options.clients].sort(byName);
    const balancers = [...options.balancers].sort(byName);
    const { nowMs } = options.loop;
    this.#options = options;
    const calls = [...options.calls].sort(byName);
    this.clientNames = measuredNames(clients, calls);
    const windows = options.windows.map((window) => ({ ...window, client: this.#clientIndex(window.client) }));
    this.#series = new ClientSeries({ ...options, clients: this.clientNames, windows });
    this.parts = buildTraffic({ ...options, clients, calls, balancers }, this.#series);
    this.#nodes = handlesOf(options.nodes);
    this.#intervals = new LoadIntervals(this.parts, options.nodes, nowMs);
    this.#loads = new LoadStretches(this.parts.stations, this.parts.queues);
    this.#wholeLoad = this.#loads.begin(nowMs);
    this.#nodeTotals = new NodeTotals(this.parts.stations, options.nodes, nowMs);
  }

  /** Schedules the first arrivals, the balancers' starts and the ends of intervals. Once, at time 0. */
  start(): void {
    const { loop, warmupMs, fingerprint } = this.#options;
    for (const name of this.clientNames) fingerprint.text(name);
    loop.at(this.#options.intervalMs, this, intervalEnds);
    if (warmupMs > 0) loop.at(warmupMs, this, warmupEnds);
    else this.parts.breakdown.beginWhole();
    for (const balancer of this.parts.balancers) {
      const { startMs, stopMs } = balancer.spec;
      if (startMs === 0) balancer.start();
      else loop.call(startMs, () => balancer.start());
      if (stopMs !== null) loop.call(stopMs, () => balancer.stop());
    }
    for (const client of this.parts.clients) client.start();
  }

  /** Closes the last interval. Nothing may be run after it. */
  finish(): void {
    const { nowMs } = this.#options.loop;
    if (nowMs > this.#intervals.fromMs) this.#closeInterval(nowMs);
    this.#series.close(nowMs);
    this.parts.breakdown.flush();
    this.#loads.finish(nowMs);
  }

  fire(what: number, _b: number, nowMs: number): void {
    if (what === warmupEnds) {
      this.parts.breakdown.beginWhole();
      this.#wholeLoad = this.beginLoad();
      this.#nodeTotals.begin(nowMs);
      return;
    }
    this.#closeInterval(nowMs);
    const { loop, intervalMs, durationMs } = this.#options;
    this.#interval++;
    if (nowMs < durationMs || this.inFlight > 0) loop.at((this.#interval + 1) * intervalMs, this, intervalEnds);
  }

  // ------------------------------------------------- machines

  /** −1 if there is none. */
  nodeNamed(nameOrAddress: string): NodeHandle {
    return this.#nodes.get(nameOrAddress) ?? -1;
  }

  /** `null` = the only one. Throws an Error if there is none. */
  balancerNamed(name: string | null): Balancer {
    const { balancers } = this.parts;
    const found = name === null ? balancers[0] : balancers.find(({ spec }) => spec.name === name);
    if (found === undefined) throw new Error(`there is no balancer ${name ?? ''}`);
    return found;
  }

  /** It joined the swarm: its ports are the mesh's ports from now on. At first, nodes are outside of it. */
  joinMesh(node: NodeHandle): void {
    this.parts.mesh.join(node);
  }

  leaveMesh(node: NodeHandle): void {
    this.parts.mesh.leave(node);
  }

  /** The machine is gone at once: no answer from it any more, gossip notices later, its tasks are gone. */
  nodeLost(node: NodeHandle): void {
    if (this.parts.alive[node] === 0) return;
    this.parts.alive[node] = 0;
    this.parts.mesh.nodeLost(node);
    this.parts.stations.loseNode(node);
  }

  /** It is on the network again, with those of its containers that were not lost. */
  nodeBack(node: NodeHandle): void {
    if (this.parts.alive[node] === 1) return;
    this.parts.alive[node] = 1;
    this.parts.mesh.nodeBack(node);
    this.parts.connections?.nodeBack(node);
  }

  /** Nobody reaches it, and its containers go on. What they answer meanwhile is lost. */
  nodeCut(node: NodeHandle): void {
    if (this.parts.alive[node] === 0) return;
    this.parts.alive[node] = 0;
    this.parts.mesh.nodeLost(node);
  }

  /** Its engine is gone, and with it its voice in the gossip: the others forget its tasks after a while. Its containers and its ports go on. */
  engineLost(node: NodeHandle): void {
    this.parts.mesh.nodeLost(node);
  }

  engineBack(node: NodeHandle): void {
    this.parts.mesh.nodeBack(node);
  }

  /** Something makes it slower from now on, until the function that this returns is called. */
  strain(node: NodeHandle, strain: NodeStrain): () => void {
    return this.parts.stations.strains.begin(node, strain);
  }

  // ------------------------------------------------- containers

  /** A container runs, and refuses connections. */
  addTask(task: TaskDescription): TaskHandle {
    this.parts.breakdown.add(task);
    return this.parts.stations.add(task);
  }

  /** It accepts connections from now on. No effect unless it has just been added. */
  listen(task: TaskHandle): void {
    this.parts.stations.listen(task);
  }

  /** What a health check of the container finds. */
  look(task: TaskHandle): 'answers' | 'refuses' | 'hangs' {
    return this.parts.stations.look(task);
  }

  /** It refuses new connections and answers what it has accepted; then `onEmpty` (at once if it holds nothing). */
  drain(task: TaskHandle, onEmpty: () => void): void {
    this.parts.stations.drain(task, onEmpty);
  }

  /** Containers that are there for a slot of a service. */
  tasksOfSlot(service: string, slot: number): TaskHandle[] {
    return this.parts.stations.ofSlot(service, slot);
  }

  /** Containers that are there for a service on a node. */
  tasksOnNode(service: string, node: NodeHandle): TaskHandle[] {
    const { stations } = this.parts;
    return [...stations.onNode(node)].filter((task) => stations.all[task]!.description.service === service);
  }

  /** The process takes notice of a signal: now, or when it goes on after standing still. */
  signal(task: TaskHandle, notice: () => void): void {
    this.parts.stations.signal(task, notice);
  }

  /** It stands still until the function that this returns is called: it accepts into its backlog and does no work. */
  pause(task: TaskHandle): () => void {
    const { stations } = this.parts;
    stations.pause(task, 1);
    return () => stations.pause(task, -1);
  }

  /** The process is gone; what it held is reset. No effect if it is gone already. */
  kill(task: TaskHandle): void {
    this.parts.stations.kill(task);
    this.parts.connections?.taskEnded(task, this.#options.loop.nowMs);
  }

  // ------------------------------------------------- the mesh

  /** The service exists with this endpoint: requests for its ports find no backend rather than nobody at all. Again: changes it. */
  publish(service: string, endpoint: Endpoint): void {
    this.parts.mesh.publish(service, endpoint);
  }

  /** The service is removed; its ports go with its last task. */
  unpublish(service: string): void {
    this.parts.mesh.unpublish(service);
  }

  /** It takes connections: on its own node from now on, elsewhere after gossip. No effect if its service is not published. */
  activate(task: TaskHandle): void {
    const { service, node } = this.parts.stations.all[task]!.description;
    this.parts.mesh.activate(task, service, node);
  }

  /** Weight 0: no new connections. */
  deactivate(task: TaskHandle): void {
    this.parts.mesh.deactivate(task);
  }

  /** Its destination is deleted. */
  remove(task: TaskHandle): void {
    this.parts.mesh.remove(task);
  }

  // ------------------------------------------------- phases

  /** What ends from now on belongs to a further phase, until it ends; its number. */
  beginPhase(): number {
    const phase = this.#series.beginPhase(this.#options.loop.nowMs);
    this.parts.breakdown.begin(phase);
    this.#phaseLoads[phase] = this.beginLoad();
    return phase;
  }

  endPhase(phase: number): void {
    this.#series.endPhase(phase, this.#options.loop.nowMs);
    this.parts.breakdown.end(phase);
    this.endLoad(this.#phaseLoads[phase]!);
  }

  /** A stretch begins over which loads are asked for; its number. */
  beginLoad(): number {
    return this.#loads.begin(this.#options.loop.nowMs);
  }

  endLoad(stretch: number): void {
    this.#loads.end(stretch, this.#options.loop.nowMs);
  }

  /** The number of the stretch of a phase; `null` = all after the warm-up. */
  loadStretchOf(phase: number | null): number {
    return phase === null ? this.#wholeLoad : this.#phaseLoads[phase]!;
  }

  /** Of a service in a stretch, when the run is over. */
  serviceLoad(stretch: number, service: string): ServiceLoad {
    return this.#loads.service(stretch, service);
  }

  /** Throws an Error if there is none of that name. */
  balancerLoad(stretch: number, balancer: string): BalancerLoad {
    return this.#loads.balancer(stretch, this.parts.balancers.indexOf(this.balancerNamed(balancer)));
  }

  /** Of a client in a phase, by its number. */
  phaseTally(phase: number, client: string): Tally {
    return this.#series.phase(phase, this.#clientIndex(client));
  }

  // ------------------------------------------------- results

  /** Requests that clients wait for. */
  get inFlight(): number {
    return this.sent - this.ended;
  }

  get sent(): number {
    return this.parts.clients.reduce((sum, client) => sum + client.sent, 0);
  }

  get ended(): number {
    const { ok, failed } = this.parts.sink;
    return ok.reduce((sum, count) => sum + count, 0) + failed.reduce((sum, count) => sum + count, 0);
  }

  /** Rows of `latency.csv`, by interval, then by client's name. */
  latencyRows(): readonly ClientRow[] {
    return this.#series.rows;
  }

  /** Rows of `parts.csv`, in the same order. */
  partRows(): readonly PartRow[] {
    return this.#series.partRows;
  }

  /** All of a client after the warm-up. Throws an Error if there is no such client; so does the next. */
  clientTally(client: string): Tally {
    return this.#series.warm(this.#clientIndex(client));
  }

  /** One of the windows of the options, by its position there. */
  windowTally(index: number): Tally {
    return this.#series.window(index);
  }

  /** What all containers of a service have done since the start. */
  serviceUse(service: string): ServiceUse {
    return serviceUse(this.parts.stations, service, this.#options.loop.nowMs);
  }

  /** Each node's load after the warm-up, by its handle. */
  nodeTotals(): NodeLoad[] {
    return this.#nodeTotals.until(this.#options.loop.nowMs);
  }

  #closeInterval(nowMs: number): void {
    const fromMs = this.#interval * this.#options.intervalMs;
    this.#options.observer.intervalClosed(fromMs, nowMs, this.#intervals.close(nowMs, fromMs));
  }

  #clientIndex(name: string): number {
    const index = this.clientNames.indexOf(name);
    if (index < 0) throw new Error(`there is no client ${name}`);
    return index;
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
