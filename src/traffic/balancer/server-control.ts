import type { EventLoop } from '../../kernel/event-loop.ts';
import type { BalancerBackend } from '../spec.ts';
import type { ServerChecks } from './checks/server-checks.ts';
import { isMapBased } from './make-algorithm.ts';
import type { AdminState, HealthState } from './pool-server.ts';
import type { ServerCounters } from './server-counters.ts';
import type { ServerPool } from './server-pool.ts';
import { WarmUp } from './warm-up.ts';

export interface ServerControlOptions {
  readonly loop: EventLoop;
  readonly spec: BalancerBackend;
  readonly pool: ServerPool;
  readonly counters: readonly ServerCounters[];
  /** What the server has is to be cut. */
  cut(server: number, nowMs: number): void;
}

/**
 * The states of a backend's servers as they change with time: what their checks and the administrator say goes through here to the
 * pool, with what hangs on it (slow start, sessions that are cut, checks that pause).
 */
export class ServerControl {
  readonly #options: ServerControlOptions;
  readonly #checks: (ServerChecks | null)[];
  readonly #warmUp: WarmUp;

  constructor(options: ServerControlOptions) {
    const { loop, spec, pool } = options;
    this.#options = options;
    this.#checks = spec.servers.map(() => null);
    this.#warmUp = new WarmUp(loop, pool, spec.servers, !isMapBased(spec.algorithm));
  }

  /** The server has checks. */
  watch(server: number, checks: ServerChecks): void {
    this.#checks[server] = checks;
    if (this.#options.spec.servers[server]!.disabled) checks.pause();
  }

  /** `null` = it is not checked. */
  checksOf(server: number): ServerChecks | null {
    return this.#checks[server]!;
  }

  /** What its checks say. */
  setHealth(server: number, health: HealthState): void {
    const { loop, pool, counters, spec } = this.#options;
    if (health === 'up') this.#warmUp.begin(server);
    else if (health === 'down') this.#warmUp.stop(server);
    if (health === 'down') counters[server]!.downs++;
    pool.setHealth(server, health, loop.nowMs);
    if (health === 'down' && spec.servers[server]!.cutsWhenDown) this.#options.cut(server, loop.nowMs);
  }

  /** An administrator says it in their place. */
  forceHealth(server: number, health: HealthState): void {
    this.#checks[server]?.force(health);
    if (this.#options.pool.server(server).health !== health) this.setHealth(server, health);
  }

  setAdmin(server: number, admin: AdminState): void {
    const { loop, pool, spec } = this.#options;
    const was = pool.server(server).admin;
    if (was === admin) return;
    if (was === 'maintenance') {
      this.#checks[server]?.resume();
      this.#warmUp.begin(server);
    }
    if (admin === 'maintenance') {
      this.#checks[server]?.pause();
      this.#warmUp.stop(server);
    }
    pool.setAdmin(server, admin, loop.nowMs);
    if (admin === 'maintenance' && spec.servers[server]!.cutsWhenDown) this.#options.cut(server, loop.nowMs);
  }
}
