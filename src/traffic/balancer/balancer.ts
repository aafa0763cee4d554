import { outcome } from '../../metrics/outcome.ts';
import type { Journey } from '../journey.ts';
import type { RequestTable } from '../request-table.ts';
import type { BalancerFrontend, BalancerSpec } from '../spec.ts';
import type { Backend } from './backend.ts';
import { type CheckWorld, firstChecksMs, ServerChecks } from './server-checks.ts';

export interface BalancerOptions {
  readonly spec: BalancerSpec;
  /** As in the spec. */
  readonly backends: readonly Backend[];
  readonly journey: Journey;
  readonly requests: RequestTable;
  readonly world: CheckWorld;
  /** Of the latencies of its checks. */
  readonly seed: number;
  serverChanged(backend: string, server: string, up: boolean, reason: string): void;
}

/** A port of a balancer: its frontend, and where that leads. */
export interface Portal {
  readonly balancer: Balancer;
  readonly frontend: BalancerFrontend;
  readonly backend: Backend | null;
}

const unavailable = 503;

/** A balancer that runs: its frontends, and the checks of its servers. */
export class Balancer {
  readonly spec: BalancerSpec;
  readonly #options: BalancerOptions;
  #running = false;

  constructor(options: BalancerOptions) {
    this.spec = options.spec;
    this.#options = options;
  }

  /** It begins to listen. */
  start(): void {
    this.#running = true;
    const { backends, world, seed } = this.#options;
    const checked = backends.flatMap((backend) =>
      backend.spec.servers.flatMap((server, index) =>
        server.check === null ? [] : [{ backend, server, index, check: server.check }],
      ),
    );
    const delays = firstChecksMs(checked.map(({ check }) => check.intervalMs));
    checked.forEach(({ backend, server, index, check }, k) => {
      const counters = backend.counters[index]!;
      const checks = new ServerChecks(world, {
        spec: check,
        ...backend.addresses[index]!,
        seed: (seed + k) | 0,
        changed: (up, reason) => {
          if (!up) counters.downs++;
          backend.pool.setHealth(index, up ? 'up' : 'down', world.loop.nowMs);
          this.#options.serverChanged(backend.spec.name, server.name, up, reason);
        },
        checkFailed: () => {
          counters.checkFailures++;
        },
      });
      // A server in maintenance is not checked, but has its place among the first checks.
      if (!server.disabled) checks.begin(delays[k]!);
    });
  }

  /** What listens behind a published port; `null` = nothing. */
  portal(port: number): Portal | null {
    const target = this.spec.publish.find(({ published }) => published === port)?.target ?? port;
    const frontend = this.spec.frontends.find(({ ports }) => ports.includes(target));
    if (frontend === undefined) return null;
    const backend = this.#options.backends.find(({ spec }) => spec.name === frontend.defaultBackend) ?? null;
    return { balancer: this, frontend, backend };
  }

  /** A request at one of its ports. */
  take(slot: number, { frontend, backend }: Portal, nowMs: number): void {
    const { journey, requests } = this.#options;
    if (this.#running && backend !== null) {
      backend.take(slot, nowMs);
      return;
    }
    requests.outcome[slot] = this.#running ? outcome.noBackend : outcome.refused;
    requests.status[slot] = this.#running && frontend.mode === 'http' ? unavailable : 0;
    journey.reply(slot, nowMs);
  }
}
