import { makeSampler, type Sampler } from '../kernel/distribution.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { FaultSpec } from './scenario.ts';
import type { World } from './world.ts';

/**
 * Machines that crash and come back by chance, each by itself: up for one law's time, down for another's. Each draws from a
 * stream of its own, so that its faults are the same whatever else is in the scenario. An event a fault, none in between.
 */
export function startRandomFaults(faults: readonly FaultSpec[], world: World): void {
  for (const { machines, upMs, downMs } of faults) {
    const up = makeSampler(upMs);
    const down = makeSampler(downMs);
    for (const name of machines) new FailingMachine(name, up, down, world).begin();
  }
}

class FailingMachine {
  readonly #name: string;
  readonly #up: Sampler;
  readonly #down: Sampler;
  readonly #world: World;
  readonly #random: RandomStream;

  constructor(name: string, up: Sampler, down: Sampler, world: World) {
    this.#name = name;
    this.#up = up;
    this.#down = down;
    this.#world = world;
    this.#random = world.random.stream(`faults/${name}`);
  }

  begin(): void {
    this.#after(this.#up, () => this.#crash());
  }

  #crash(): void {
    this.#note('crash');
    this.#world.machineNamed(this.#name).crash();
    this.#after(this.#down, () => this.#restore());
  }

  #restore(): void {
    this.#note('restore');
    this.#world.machineNamed(this.#name).restore();
    this.begin();
  }

  /** Not beyond the run's duration: what drains is left in peace. */
  #after(law: Sampler, action: () => void): void {
    const { loop, scenario } = this.#world;
    const delayMs = law.sample(this.#random);
    if (loop.nowMs + delayMs < scenario.durationMs) loop.call(delayMs, action);
  }

  #note(kind: 'crash' | 'restore'): void {
    const { loop, recording } = this.#world;
    recording.events.note(loop.nowMs, kind, this.#name);
  }
}
