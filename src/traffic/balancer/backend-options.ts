import type { EventLoop } from '../../kernel/event-loop.ts';
import type { ConnectionTable } from '../connection/connection-table.ts';
import type { Journey } from '../journey.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { Network } from '../network.ts';
import type { RequestKeys } from '../request/request-keys.ts';
import type { RequestTable } from '../request-table.ts';
import type { BalancerBackend, HashedPart, HashFunction } from '../spec.ts';
import type { Stations } from '../station/stations.ts';
import type { NodeHandle } from '../traffic-options.ts';
import type { QueueMeter } from './queue-meter.ts';

/** Where a server is: its machine, and the numbers in the mesh of its port and of the one that is checked. */
export interface ServerAddress {
  readonly node: NodeHandle;
  readonly portIndex: number;
  readonly checkPortIndex: number;
}

export interface BackendOptions {
  readonly spec: BalancerBackend;
  /** Its number in `requests.backend`. */
  readonly index: number;
  /** By server. */
  readonly addresses: readonly ServerAddress[];
  readonly stations: Stations;
  readonly network: Network;
  readonly mesh: Mesh;
  /** By node: 1 = it is on the network. */
  readonly alive: Uint8Array;
  /** Of the latencies of its probes. */
  readonly seed: number;
  readonly loop: EventLoop;
  /** Of those that wait for its servers, among others. */
  readonly meter: QueueMeter;
  readonly requests: RequestTable;
  readonly journey: Journey;
  /** After so long the balancer's kernel gives up on a connection, whatever `timeout connect` says. */
  readonly connectTimeoutMs: number;
  /** `null` = it keeps no connections to its servers. */
  readonly connections: ConnectionTable | null;
  /** Of its requests: what a hash goes by. */
  keys(part: HashedPart, by: HashFunction): RequestKeys;
}
