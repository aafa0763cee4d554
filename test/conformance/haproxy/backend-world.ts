import { parseHaproxyConfig } from '../../../src/haproxy/parse-config.ts';
import type { Backend } from '../../../src/traffic/balancer/backend.ts';
import type { Balancer } from '../../../src/traffic/balancer/balancer.ts';
import { type BalancerSpec, one, plainContent } from '../../../src/traffic/spec.ts';
import { client, constant, noLatency, TrafficWorld } from '../../../src/traffic/testing/traffic-world.ts';
import type { TaskHandle } from '../../../src/traffic/traffic-options.ts';
import { recordedOptions } from './recorded-options.ts';

const neverMs = 1e9;
const localhost = 0x7f000001;

/** What a server does with connections. */
export type ServerBehaviour = 'answers' | 'hangs' | 'refuses' | 'is silent';

/**
 * A recorded configuration at work: its servers are machines with a task each, requests come one by one at the given times, and every
 * one of them is traced.
 */
export class BackendWorld {
  /** As configured, checks included; what runs has none. */
  readonly spec: BalancerSpec;
  readonly world: TrafficWorld;
  readonly balancer: Balancer;
  readonly backend: Backend;
  readonly #tasks: (TaskHandle | null)[];

  constructor(text: string, requestsMs: readonly number[], durationMs: number) {
    const { spec } = parseHaproxyConfig(text, recordedOptions);
    const [backend] = spec.backends;
    this.spec = spec;
    // Checks are answered by virtual servers, if at all.
    const unchecked = { ...backend!, servers: backend!.servers.map((server) => ({ ...server, check: null })) };
    const jobs = client(0, {
      target: { kind: 'balancer', balancer: 'haproxy', port: 80 },
      arrivals: { kind: 'trace', trace: { timesMs: requestsMs, demandsMs: null } },
      content: { ...plainContent, source: { firstAddress: localhost, variety: one } },
      trace: 1,
    });
    this.world = new TrafficWorld([], {
      nodes: unchecked.servers.map(({ host, name }) => ({ name, address: host, cpus: 4, speed: 1 })),
      clients: [jobs],
      balancers: [{ ...spec, backends: [unchecked] }],
      network: { ...noLatency, connectTimeoutMs: neverMs },
      durationMs,
      intervalMs: durationMs,
    });
    this.balancer = this.world.traffic.parts.balancers[0]!;
    this.backend = this.balancer.backends[0]!;
    this.#tasks = unchecked.servers.map(() => null);
    this.world.publish({ hostPorts: [unchecked.servers[0]!.port] });
  }

  /** From now on. */
  behave(server: number, behaviour: ServerBehaviour): void {
    const { traffic } = this.world;
    const task = this.#tasks[server] ?? null;
    if (task !== null) traffic.kill(task);
    this.#tasks[server] = null;
    if (behaviour === 'is silent') traffic.nodeLost(server);
    else if (behaviour !== 'refuses') {
      const demandMs = constant(behaviour === 'hangs' ? neverMs : 0);
      this.#tasks[server] = this.world.task(server, { demandMs, concurrency: 1000 });
    }
  }

  /** Whatever the servers hold is reset, here and for some more attempts. */
  resetAll(): void {
    for (const [server, task] of this.#tasks.entries()) {
      if (task === null || this.world.traffic.parts.stations.all[task]!.inFlight === 0) continue;
      this.behave(server, 'hangs');
    }
  }

  /** Requests whose connection each server has accepted so far. */
  get received(): number[] {
    const counts = this.#tasks.map(() => 0);
    for (const { accepted, description } of this.world.traffic.parts.stations.all)
      counts[description.node]! += accepted;
    return counts;
  }

  runUntil(timeMs: number): void {
    this.world.loop.runUntil(timeMs);
  }
}
