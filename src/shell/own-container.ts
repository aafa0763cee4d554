import type { HostContainer } from '../docker/host.ts';
import { containerIdOf } from '../docker/task-container.ts';
import type { SimulatedMachine } from '../simulation/machines.ts';
import type { World } from '../simulation/world.ts';

/** What `docker run` was asked for. */
export interface OwnContainerSpec {
  readonly name: string;
  /** Where it runs. */
  readonly machine: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly ports: HostContainer['ports'];
  /** The balancer of the scenario that runs in it; `null` = what was to run in it has ended at once. */
  readonly balancer: string | null;
}

export const exitCodes = { done: 0, failed: 1, killed: 137, lost: 255 } as const;

/** A container that no service made: a load balancer that somebody runs by hand. */
export class OwnContainer implements HostContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly ports: HostContainer['ports'];
  readonly labels = {};
  readonly networks: readonly string[] = [];
  readonly stopGracePeriodMs = null;
  readonly machine: SimulatedMachine;
  readonly balancer: string | null;
  /** When it was removed or has ended; `null` = it runs. */
  endedMs: number | null = null;
  readonly #world: World;
  readonly #createdMs: number;
  readonly #release: () => void;
  #exitCode: number = exitCodes.done;

  constructor(spec: OwnContainerSpec, world: World) {
    this.name = spec.name;
    this.image = spec.image;
    this.command = spec.command;
    this.ports = spec.ports;
    this.balancer = spec.balancer;
    this.machine = world.machineNamed(spec.machine);
    this.#world = world;
    this.#createdMs = world.loop.nowMs;
    this.id = containerIdOf(`${spec.name} ${this.#createdMs}`);
    this.#release = this.machine.hold(this);
    if (this.balancer === null) this.end(exitCodes.failed);
  }

  get record(): HostContainer['record'] {
    const { endedMs } = this;
    const startedMs = this.#createdMs;
    return { createdMs: startedMs, startedMs, endedMs, exitCode: this.#exitCode, health: null };
  }

  end(exitCode: number): void {
    if (this.endedMs !== null) return;
    this.endedMs = this.#world.loop.nowMs;
    this.#exitCode = exitCode;
    if (this.balancer !== null) this.#world.traffic.balancerNamed(this.balancer).stop();
  }

  kill(): void {
    this.end(exitCodes.killed);
  }

  stop(_graceMs: number, ended: () => void): void {
    this.end(exitCodes.done);
    ended();
  }

  remove(): void {
    this.end(exitCodes.killed);
    this.#release();
  }
}
