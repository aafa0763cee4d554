import { ControlError } from '../swarm/control/control-error.ts';
import { measuredNames } from '../traffic/measured-names.ts';
import type { LatencyWindow } from '../traffic/traffic-options.ts';
import { drain } from './drain.ts';
import type { Expectation } from './expectation.ts';
import { startRandomFaults } from './random-faults.ts';
import { RefusedCommandError } from './refused-command-error.ts';
import type { RunResult } from './run-result.ts';
import { callsOf, type Scenario } from './scenario.ts';
import type { SimulationOptions } from './simulation-options.ts';
import { summarise, windowOf } from './summarise.ts';
import { Timeline } from './timeline.ts';
import { World } from './world.ts';

export type { SimulationOptions };

/**
 * One run of a scenario:
 *
 *   new Simulation(scenario) ─▶ advanceTo(t)… ─▶ finish() ─▶ RunResult
 *
 * The constructor builds the world and forms the swarm at time 0; `advanceTo` plays what happens until an instant;
 * `finish` plays the rest, drains the queues if the scenario says so, and sums up. The same scenario gives the same
 * result, however it was advanced. Not promised: to go on after an error was thrown.
 */
export class Simulation {
  readonly #scenario: Scenario;
  readonly #world: World;
  /** Which of the traffic's windows an expectation on a client asks for; which stretch of its loads another one does, once that has begun. */
  readonly #windows = new Map<Expectation, number>();

  /** @throws {RefusedCommandError} if the swarm refuses a service of the scenario */
  constructor(scenario: Scenario, options: SimulationOptions = {}) {
    this.#scenario = scenario;
    const clients = measuredNames(scenario.clients, callsOf(scenario.images));
    const windows: LatencyWindow[] = [];
    for (const expectation of scenario.expect) {
      const window = windowOf(expectation, clients);
      if (window !== null) this.#windows.set(expectation, windows.push(window) - 1);
    }
    this.#world = new World(scenario, windows, options);
    this.#begin();
  }

  /** The world, for those who look into it while it runs (tests, checkers of invariants). */
  get world(): World {
    return this.#world;
  }

  get nowMs(): number {
    return this.#world.loop.nowMs;
  }

  /**
   * Plays everything until `timeMs`, that instant included.
   *
   * @throws {RefusedCommandError} at the first command of the timeline that ends otherwise than expected
   */
  advanceTo(timeMs: number): void {
    this.#world.loop.runUntil(Math.min(timeMs, this.#scenario.durationMs));
  }

  finish(): RunResult {
    this.advanceTo(this.#scenario.durationMs);
    if (this.#scenario.drain) drain(this.#world.loop, this.#world.traffic);
    this.#world.traffic.finish();
    return summarise(this.#world, this.#windows);
  }

  /** Loads are asked for over a window of their own. */
  #scheduleStretch(expectation: Expectation): void {
    const { window } = expectation;
    if (window === null || this.#windows.has(expectation)) return;
    const { loop, traffic } = this.#world;
    loop.call(window.fromMs - loop.nowMs, () => {
      const stretch = traffic.beginLoad();
      this.#windows.set(expectation, stretch);
      loop.call(window.toMs - loop.nowMs, () => traffic.endLoad(stretch));
    });
  }

  #begin(): void {
    const { traffic, recording } = this.#world;
    traffic.start();
    if (this.#scenario.cluster.swarm === 'ready') {
      const { control } = this.#world.formSwarm();
      for (const spec of this.#scenario.services) {
        try {
          control.createService(spec);
        } catch (error) {
          if (!(error instanceof ControlError)) throw error;
          throw RefusedCommandError.ofService(`services.${spec.name}`, spec.name, error.message);
        }
        recording.events.note(0, 'service', spec.name);
      }
    }
    new Timeline(this.#world).schedule(this.#scenario.timeline);
    startRandomFaults(this.#scenario.faults, this.#world);
    for (const expectation of this.#scenario.expect) this.#scheduleStretch(expectation);
  }
}

/** Runs a scenario from the beginning to the end. */
export function simulate(scenario: Scenario, options: SimulationOptions = {}): RunResult {
  return new Simulation(scenario, options).finish();
}
