import type { DistributionSpec } from '../../kernel/distribution.ts';
import { EventLoop } from '../../kernel/event-loop.ts';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { Fingerprint } from '../../metrics/fingerprint.ts';
import { type ClientSpec, type NetworkSpec, plainContent, type ServingSpec, sentOnce } from '../spec.ts';
import { Traffic } from '../traffic.ts';
import type {
  Endpoint,
  HopRecord,
  IntervalLoads,
  NodeHandle,
  RequestTrace,
  TaskHandle,
  TaskResources,
  TrafficOptions,
} from '../traffic-options.ts';
import { noTaskResources } from '../traffic-options.ts';

export const noLatency: NetworkSpec = {
  clientMs: { kind: 'constant', value: 0 },
  balancerMs: { kind: 'constant', value: 0 },
  overlayMs: { kind: 'constant', value: 0 },
  connectTimeoutMs: 10_000,
};

export function exponential(mean: number): DistributionSpec {
  return { kind: 'exponential', mean };
}

export function constant(value: number): DistributionSpec {
  return { kind: 'constant', value };
}

/** A client named `jobs` that asks node1:80. */
export function client(perMs: number, more: Partial<ClientSpec> = {}): ClientSpec {
  return {
    name: 'jobs',
    target: { kind: 'node', node: 'node1', port: 80 },
    arrivals: { kind: 'poisson', rate: { kind: 'constant', perMs } },
    timeoutMs: null,
    ...sentOnce,
    fromMs: 0,
    untilMs: null,
    demandMs: null,
    content: plainContent,
    connections: null,
    trace: 0,
    traceWindow: null,
    ...more,
  };
}

export interface IntervalRecord extends IntervalLoads {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Traffic on a loop of its own, with what it told its observer. */
export class TrafficWorld {
  readonly loop = new EventLoop();
  readonly fingerprint = new Fingerprint();
  readonly traces: RequestTrace[] = [];
  /** Of each trace. */
  readonly hops: (readonly HopRecord[])[] = [];
  readonly intervals: IntervalRecord[] = [];
  readonly serverChanges: string[] = [];
  /** Ids of tasks. */
  readonly oomKilled: string[] = [];
  readonly traffic: Traffic;
  #tasks = 0;

  /** Nodes are named node1, node2…, are in the swarm, and have so many CPUs each; the service `web` is published on port 80. */
  constructor(cpus: readonly number[], options: Partial<TrafficOptions> = {}, seed: number | string = 1) {
    const { traces, intervals, serverChanges, fingerprint, loop } = this;
    this.traffic = new Traffic({
      loop,
      fingerprint,
      random: new RandomStreams(seed),
      observer: {
        traced: (row, hops) => {
          traces.push(row);
          this.hops.push(hops);
        },
        intervalClosed: (fromMs, toMs, loads) => intervals.push({ fromMs, toMs, ...loads }),
        outOfMemory: (task, { id }) => {
          this.oomKilled.push(id);
          loop.call(0, () => this.traffic.kill(task));
        },
        serverChanged: (balancer, backend, server, state) =>
          serverChanges.push(`${loop.nowMs} ${balancer}/${backend}/${server} ${state}`),
      },
      network: noLatency,
      cpuSharing: 'by-request',
      nodes: cpus.map((count, index) => ({
        name: `node${index + 1}`,
        address: `10.0.0.${index + 1}`,
        cpus: count,
        speed: 1,
      })),
      clients: [],
      balancers: [],
      calls: [],
      windows: [],
      durationMs: 1000,
      warmupMs: 0,
      intervalMs: 100,
      startUnixMs: 0,
      ...options,
    });
    for (let node = 0; node < cpus.length; node++) this.traffic.joinMesh(node);
    this.traffic.publish('web', { ingressPorts: [80], hostPorts: [], mode: 'vip' });
  }

  publish(endpoint: Partial<Endpoint>): void {
    this.traffic.publish('web', { ingressPorts: [], hostPorts: [], mode: 'vip', ...endpoint });
  }

  /** A task of `web` that listens and takes traffic, named task1, task2… */
  task(node: NodeHandle, serving: Partial<ServingSpec> = {}, resources: Partial<TaskResources> = {}): TaskHandle {
    return this.taskOf('web', node, serving, resources);
  }

  /** The same of another service. */
  taskOf(
    service: string,
    node: NodeHandle,
    serving: Partial<ServingSpec>,
    resources: Partial<TaskResources> = {},
  ): TaskHandle {
    const slot = ++this.#tasks;
    const task = this.traffic.addTask({
      id: `task${slot}`,
      service,
      image: `${service}:1`,
      slot,
      node,
      serving: { demandMs: constant(1), concurrency: 1, backlog: Number.POSITIVE_INFINITY, ...serving },
      resources: { ...noTaskResources, ...resources },
    });
    this.traffic.listen(task);
    this.traffic.activate(task);
    return task;
  }

  /** Until the end, and on until nobody waits. */
  run(untilMs: number): void {
    this.loop.runUntil(untilMs);
    while (this.traffic.inFlight > 0 && this.loop.step());
    this.traffic.finish();
  }
}
