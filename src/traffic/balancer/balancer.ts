import { outcome } from '../../metrics/outcome.ts';
import type { Journey } from '../journey.ts';
import type { RequestTable } from '../request-table.ts';
import type { BalancerFrontend, BalancerSpec, HealthCheckSpec } from '../spec.ts';
import type { Backend } from './backend.ts';
import { firstChecksMs } from './checks/first-checks.ts';
import { MeshProbe, type ProbeWorld } from './checks/mesh-probe.ts';
import { ServerChecks } from './checks/server-checks.ts';
import type { FrontendDoor } from './frontend-door.ts';
import type { HealthState } from './pool-server.ts';
import { termination } from './termination.ts';

export interface BalancerOptions {
  readonly spec: BalancerSpec;
  /** As in the spec. */
  readonly backends: readonly Backend[];
  /** By frontend of the spec; `null` = it needs none. */
  readonly doors: readonly (FrontendDoor | null)[];
  readonly journey: Journey;
  readonly requests: RequestTable;
  readonly world: ProbeWorld;
  /** Of the latencies of its checks. */
  readonly seed: number;
  serverChanged(backend: string, server: string, state: HealthState, reason: string): void;
}

/** A port of a balancer: its frontend, and where that leads. */
export interface Portal {
  readonly balancer: Balancer;
  readonly frontend: BalancerFrontend;
  readonly backend: Backend | null;
  /** `null` = it passes all requests on to that backend. */
  readonly door: FrontendDoor | null;
}

const unavailable = 503;
const none = -1;

/** A balancer that runs: its frontends, and the checks of its servers. */
export class Balancer {
  readonly spec: BalancerSpec;
  readonly #options: BalancerOptions;
  readonly #checks: ServerChecks[] = [];
  #running = false;

  constructor(options: BalancerOptions) {
    this.spec = options.spec;
    this.#options = options;
  }

  /** It listens: its `startMs` is over, and its `stopMs` is not. */
  get isRunning(): boolean {
    return this.#running;
  }

  get backends(): readonly Backend[] {
    return this.#options.backends;
  }

  /** It begins to listen, and to check its servers. */
  start(): void {
    this.#running = true;
    const { spec, backends } = this.#options;
    const checked = backends.flatMap((backend) =>
      backend.spec.servers.flatMap(({ check }, index) => (check === null ? [] : [{ backend, index, check }])),
    );
    const delays = firstChecksMs(
      checked.map(({ check }) => check),
      spec.checkPace,
    );
    checked.forEach(({ backend, index, check }, k) => {
      const checks = this.#makeChecks(backend, index, check, k);
      backend.control.watch(index, checks);
      this.#checks.push(checks);
      checks.begin(delays[k]!);
    });
  }

  /** It takes no more requests, ends those that it has, and checks nobody any more. For good. Source: HAProxy's soft stop, SIGUSR1. */
  stop(): void {
    this.#running = false;
    for (const checks of this.#checks) checks.end();
  }

  /** The k-th of all. */
  #makeChecks(backend: Backend, index: number, spec: HealthCheckSpec, k: number): ServerChecks {
    const { world, seed, serverChanged } = this.#options;
    const { node, checkPortIndex } = backend.addresses[index]!;
    const ownSeed = (seed + k) | 0;
    return new ServerChecks({
      loop: world.loop,
      spec,
      probe: new MeshProbe(world, node, checkPortIndex, ownSeed),
      connectTimeoutMs: backend.spec.timeouts.connectMs,
      spreadPercent: this.spec.checkPace.spreadPercent,
      seed: ~ownSeed,
      changed: (state, reason) => {
        backend.control.setHealth(index, state);
        serverChanged(backend.spec.name, backend.spec.servers[index]!.name, state, reason);
      },
      checkFailed: () => {
        backend.counters[index]!.checkFailures++;
      },
    });
  }

  /** What listens behind a published port; `null` = nothing. */
  portal(port: number): Portal | null {
    const target = this.spec.publish.find(({ published }) => published === port)?.target ?? port;
    const frontend = this.spec.frontends.find(({ ports }) => ports.includes(target));
    if (frontend === undefined) return null;
    const backend = this.#options.backends.find(({ spec }) => spec.name === frontend.defaultBackend) ?? null;
    return {
      balancer: this,
      frontend,
      backend,
      door: this.#options.doors[this.spec.frontends.indexOf(frontend)] ?? null,
    };
  }

  /** A request at one of its ports. */
  take(slot: number, { frontend, backend, door }: Portal, nowMs: number): void {
    const { journey, requests } = this.#options;
    requests.door[slot] = none;
    if (requests.traced[slot] !== 0) journey.hops.atBalancer(slot, this.spec.name, nowMs);
    if (this.#running && door !== null) {
      door.enter(slot, nowMs);
      return;
    }
    if (this.#running && backend !== null) {
      backend.take(slot, nowMs);
      return;
    }
    requests.termination[slot] = termination.SC;
    requests.outcome[slot] = this.#running ? outcome.noBackend : outcome.refused;
    requests.status[slot] = this.#running && frontend.mode === 'http' ? unavailable : 0;
    journey.reply(slot, nowMs);
  }
}
