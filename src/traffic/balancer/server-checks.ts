import type { EventLoop } from '../../kernel/event-loop.ts';
import { outcome } from '../../metrics/outcome.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { Network } from '../network.ts';
import type { HealthCheckSpec } from '../spec.ts';
import type { Stations } from '../station/stations.ts';
import type { NodeHandle } from '../traffic-options.ts';
import { Health } from './health.ts';

/** Shorter intervals do not spread the first checks of all. */
const leastSpreadMs = 1000;

export interface CheckWorld {
  readonly loop: EventLoop;
  readonly network: Network;
  readonly mesh: Mesh;
  readonly stations: Stations;
  readonly alive: Uint8Array;
}

export interface ServerCheckOptions {
  readonly spec: HealthCheckSpec;
  readonly node: NodeHandle;
  readonly portIndex: number;
  /** Seed of its latencies. */
  readonly seed: number;
  changed(up: boolean, reason: string): void;
  checkFailed(): void;
}

/**
 * The health checks of one server: connections through the mesh like any other, so that each moves its node's IPVS cursor and
 * tests whichever task it gets. A check by HTTP is answered by every task that listens; it asks for no CPU time.
 */
export class ServerChecks {
  readonly health: Health;
  readonly #world: CheckWorld;
  readonly #options: ServerCheckOptions;
  #hops = 0;

  constructor(world: CheckWorld, options: ServerCheckOptions) {
    this.#world = world;
    this.#options = options;
    this.health = new Health(options.spec);
  }

  begin(delayMs: number): void {
    this.#world.loop.call(delayMs, () => this.#send());
  }

  #send(): void {
    this.#world.loop.call(this.#hopMs('balancer'), () => this.#arrive());
  }

  #arrive(): void {
    const { loop, mesh, stations, alive } = this.#world;
    const { node, portIndex, spec } = this.#options;
    // Without `timeout check` the whole check may take `inter`; with it the longer of the two.
    const silentMs = Math.max(spec.intervalMs, spec.timeoutMs ?? 0);
    const noAnswer = () => loop.call(silentMs, () => this.#end('Layer4 timeout'));
    if (alive[node] === 0) {
      noAnswer();
      return;
    }
    const task = mesh.taskAt(node, portIndex, loop.nowMs);
    if (task < 0) {
      this.#answer(0, 'Layer4 connection problem: Connection refused');
      return;
    }
    const taskNode = stations.nodeOf(task);
    const overlayMs = taskNode === node ? 0 : this.#hopMs('overlay') + this.#hopMs('overlay');
    if (alive[taskNode] === 0) noAnswer();
    else {
      const accepted = stations.wouldTake(task) === outcome.ok;
      this.#answer(overlayMs, accepted ? '' : 'Layer4 connection problem: Connection refused');
    }
  }

  #answer(afterMs: number, failure: string): void {
    this.#world.loop.call(afterMs + this.#hopMs('balancer'), () => this.#end(failure));
  }

  /** `failure` is empty if it passed. */
  #end(failure: string): void {
    const was = this.health.up;
    if (failure === '') this.health.passed();
    else {
      this.health.failed();
      this.#options.checkFailed();
    }
    if (this.health.up !== was) this.#options.changed(this.health.up, failure);
    this.#world.loop.call(this.health.intervalMs, () => this.#send());
  }

  #hopMs(hop: 'balancer' | 'overlay'): number {
    return this.#world.network[hop].msFor(this.#options.seed, this.#hops++);
  }
}

/**
 * When the first checks of a balancer's checked servers begin, in ms after its start: spread over the longest reasonable time
 * (haproxy 2.6: src/check.c, `start_checks`). `intervals` are the servers' `inter`, in order of declaration over all backends.
 */
export function firstChecksMs(intervals: readonly number[]): number[] {
  const long = intervals.filter((interval) => interval >= leastSpreadMs);
  const least = long.length > 0 ? Math.min(...long) : 0;
  return intervals.map((interval, k) => (k * Math.max(interval, least)) / intervals.length);
}
