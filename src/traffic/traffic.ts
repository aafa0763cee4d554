import type { LatencyColumns, Tally } from '../metrics/tally.ts';
import type {
  Endpoint,
  LatencyWindow,
  NodeHandle,
  NodeLoad,
  TaskDescription,
  TaskHandle,
  TrafficOptions,
} from './traffic-options.ts';

/**
 * The traffic of one run: clients, balancers, the ingress mesh, and the tasks as queueing stations. The swarm knows
 * nothing of it; the simulation tells it what the swarm's ports say, at the instant at which they say it.
 */
export declare class Traffic {
  constructor(options: TrafficOptions);

  /** Schedules the first arrivals, the balancers' starts and the ends of intervals. Once, at time 0. */
  start(): void;
  /** Closes the last interval. Nothing may be run after it. */
  finish(): void;

  // ------------------------------------------------- machines
  /** By name or address; −1 if there is none. */
  nodeNamed(nameOrAddress: string): NodeHandle;
  /** It joined the swarm: its ports are the mesh's ports from now on. Nodes are outside of it at first. */
  joinMesh(node: NodeHandle): void;
  leaveMesh(node: NodeHandle): void;
  /** The machine is gone at once: no answer from it any more, gossip notices later, its tasks are gone. */
  nodeLost(node: NodeHandle): void;
  /** It is on the network again, without its containers. */
  nodeBack(node: NodeHandle): void;

  // ------------------------------------------------- containers (stations)
  /** A container is there, and refuses connections. */
  addTask(task: TaskDescription): TaskHandle;
  /** It accepts connections from now on. */
  listen(task: TaskHandle): void;
  /** It refuses new connections and answers what it has accepted; then `onEmpty` (at once if it holds nothing). */
  drain(task: TaskHandle, onEmpty: () => void): void;
  /** The process is gone; what it held is reset. */
  kill(task: TaskHandle): void;

  // ------------------------------------------------- the mesh
  /** The service exists with this endpoint: requests for its ports find no backend rather than nobody at all. */
  publish(service: string, endpoint: Endpoint): void;
  /** The service is gone, its ports too. */
  unpublish(service: string): void;
  /** Takes connections: on its own node from now on, elsewhere after gossip. Its service is published. */
  activate(task: TaskHandle): void;
  /** Weight 0: no new connections. */
  deactivate(task: TaskHandle): void;
  /** Its destination is deleted. */
  remove(task: TaskHandle): void;

  // ------------------------------------------------- results
  /** Requests that clients wait for. 0 after a drained run. */
  get inFlight(): number;
  /** Rows of `latency.csv`, by interval, then by client's name. */
  latencyRows(): readonly (LatencyColumns & { readonly time_s: number; readonly client: string })[];
  /** All of a client after the warm-up. */
  clientTally(client: string): Tally;
  windowTally(window: LatencyWindow): Tally;
  /** A node's load over the time after the warm-up. */
  nodeTotal(node: NodeHandle): NodeLoad;
}
