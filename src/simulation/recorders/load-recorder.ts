import type { HealthState } from '../../traffic/balancer/pool-server.ts';
import type { HopRecord, IntervalLoads, RequestTrace, TrafficObserver } from '../../traffic/traffic-options.ts';
import type { BalancerLoadRow, HopRow, NodeRow, RequestRow, ServiceLoadRow, TaskLoadRow } from '../run-result.ts';
import { msPerSecond } from '../units.ts';

/** As HAProxy's log has them. */
const shownStates: Readonly<Record<HealthState, string>> = { up: 'UP', down: 'DOWN', stopping: 'stopping' };

/** A node as the managers see it at the end of an interval. */
export interface NodeView {
  readonly name: string;
  readonly state: string;
  readonly availability: string;
}

/** What the traffic tells: loads of nodes, tasks, services and balancers by interval, traced requests, health checks that changed a server. */
export class LoadRecorder implements TrafficObserver {
  readonly nodes: NodeRow[] = [];
  readonly taskLoads: TaskLoadRow[] = [];
  readonly serviceLoads: ServiceLoadRow[] = [];
  readonly balancerLoads: BalancerLoadRow[] = [];
  readonly requests: RequestRow[] = [];
  readonly hops: HopRow[] = [];
  readonly #view: (index: number) => NodeView;
  readonly #serverChanged: (what: string) => void;
  readonly outOfMemory: TrafficObserver['outOfMemory'];

  /** `view` by the node's position in the scenario; `serverChanged` is told of it at once, in words. */
  constructor(
    view: (index: number) => NodeView,
    serverChanged: (what: string) => void,
    outOfMemory: TrafficObserver['outOfMemory'],
  ) {
    this.outOfMemory = outOfMemory;
    this.#view = view;
    this.#serverChanged = serverChanged;
  }

  traced(row: RequestTrace, hops: readonly HopRecord[]): void {
    const { request } = row;
    this.requests.push(row);
    hops.forEach(({ attempt, what, where, startMs, endMs }, index) => {
      const times = { start_s: startMs / msPerSecond, end_s: endMs / msPerSecond };
      this.hops.push({ request, hop: index + 1, attempt, what, where, ...times });
    });
  }

  intervalClosed(fromMs: number, _toMs: number, { nodes, tasks, services, balancers }: IntervalLoads): void {
    const time_s = fromMs / msPerSecond;
    for (let index = 0; index < nodes.length; index++) {
      const { name, state, availability } = this.#view(index);
      const { cpu_busy, in_flight, requests } = nodes[index]!;
      this.nodes.push({ time_s, node: name, state, availability, cpu_busy, in_flight, requests });
    }
    for (const load of tasks) this.taskLoads.push(load);
    for (const load of services) this.serviceLoads.push({ time_s, ...load });
    for (const load of balancers) this.balancerLoads.push({ time_s, ...load });
  }

  serverChanged(balancer: string, backend: string, server: string, state: HealthState, reason: string): void {
    const why = reason === '' ? '' : ` (${reason})`;
    this.#serverChanged(`${balancer}: server ${backend}/${server} is ${shownStates[state]}${why}`);
  }
}
