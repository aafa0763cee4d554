import { makeSampler, type Sampler } from '../kernel/distribution.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { FaultSpec } from './scenario.ts';
import type { World } from './world.ts';

/**
 * Machines that crash and come back by chance, each by itself or all of a group together: up for one law's time, down for
 * another's. Each machine or group draws from a stream of its own, so that its faults are the same whatever else is in the
 * scenario. An event a fault, none in between.
 */
export function startRandomFaults(faults: readonly FaultSpec[], world: World): void {
  for (const { machines, together, upMs, downMs } of faults) {
    const up = makeSampler(upMs);
    const down = makeSampler(downMs);
    const groups = together ? [machines] : machines.map((name) => [name]);
    for (const names of groups) new FailingGroup(names, up, down, world).begin();
  }
}

class FailingGroup {
  readonly #names: readonly string[];
  readonly #up: Sampler;
  readonly #down: Sampler;
  readonly #world: World;
  readonly #random: RandomStream;

  constructor(names: readonly string[], up: Sampler, down: Sampler, world: World) {
    this.#names = names;
    this.#up = up;
    this.#down = down;
    this.#world = world;
    this.#random = world.random.stream(`faults/${names.join(' ')}`);
  }

  begin(): void {
    this.#after(this.#up, () => this.#crash());
  }

  #crash(): void {
    for (const name of this.#names) {
      this.#note('crash', name);
      this.#world.machineNamed(name).crash();
    }
    this.#after(this.#down, () => this.#restore());
  }

  #restore(): void {
    for (const name of this.#names) {
      this.#note('restore', name);
      this.#world.machineNamed(name).restore();
    }
    this.begin();
  }

  /** Not beyond the run's duration: what drains is left in peace. */
  #after(law: Sampler, action: () => void): void {
    const { loop, scenario } = this.#world;
    const delayMs = law.sample(this.#random);
    if (loop.nowMs + delayMs < scenario.durationMs) loop.call(delayMs, action);
  }

  #note(kind: 'crash' | 'restore', name: string): void {
    const { loop, recording } = this.#world;
    recording.events.note(loop.nowMs, kind, name);
  }
}
