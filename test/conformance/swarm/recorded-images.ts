import { imagesNamed } from '../../../src/docker/images-named.ts';
import { parseCommand } from '../../../src/docker/parse-command.ts';
import type { DistributionSpec } from '../../../src/kernel/distribution.ts';
import type { HealthcheckSpec, ImageSpec } from '../../../src/simulation/scenario.ts';
import { image } from '../../../src/simulation/testing/image.ts';
import { containerTimesOf, exitTimesOf } from './container-times.ts';
import type { Recording } from './recording.ts';

const constant = (value: number): DistributionSpec => ({ kind: 'constant', value });

/** Of the recordings' own images. */
const command = ['/bin/app', 'run'];

/** A probe took as long as that on the recorded hosts. */
const healthcheck: HealthcheckSpec = {
  intervalMs: 1_000,
  timeoutMs: 0,
  startPeriodMs: 0,
  retries: 3,
  takesMs: constant(80),
  passesFromMs: constant(0),
  passesUntilMs: null,
};

/** What the recordings' images do, beside running for ever and ending at SIGTERM. */
const behaviours: Readonly<Record<string, Partial<ImageSpec>>> = {
  'app:1': {},
  'app:2': {},
  'app:3': {},
  'app:bad': exitsAfter(1_000, 1),
  'app:bad3': exitsAfter(3_000, 1),
  'app:slowbad': exitsAfter(8_000, 1),
  'app:job': exitsAfter(2_000, 0),
  'app:badjob': exitsAfter(2_000, 1),
  'app:stubborn': { onStop: { kind: 'ignore' } },
  'app:healthy': { healthcheck },
  'app:unhealthy': { healthcheck: { ...healthcheck, passesUntilMs: constant(0) } },
  'app:slowhealthy': { healthcheck: { ...healthcheck, startPeriodMs: 30_000, passesFromMs: constant(5_000) } },
  'app:laterunhealthy': { healthcheck: { ...healthcheck, passesUntilMs: constant(8_000) } },
  'redis:3.0.6': {},
  'redis:3.0.7': {},
  'alpine:latest': {},
  'nginx:latest': {},
};

/** All images that the recording knows or names: those that no host had are missing. */
export function recordedImages(recording: Recording): Record<string, ImageSpec> {
  const { createMs, startMs, stopMs } = containerTimesOf(recording);
  const images = new Map<string, ImageSpec>();
  for (const [name, behaviour] of Object.entries(behaviours)) {
    const exits = behaviour.exits
      ? { ...behaviour.exits, afterMs: exitTimesOf(recording, name, behaviour.exits.afterMs) }
      : null;
    images.set(
      name,
      image({ name, createMs, startMs, command, onStop: { kind: 'exit', afterMs: stopMs }, ...behaviour, exits }),
    );
  }
  for (const { command } of recording.steps) {
    for (const named of command === undefined ? [] : imagesIn(command)) {
      const name = named.includes(':') ? named : `${named}:latest`;
      if (!images.has(name)) images.set(name, image({ name, createMs, cached: false, missing: true }));
    }
  }
  return Object.fromEntries(images);
}

/** A command that the client refuses names none. */
function imagesIn(command: string): string[] {
  try {
    return imagesNamed(parseCommand(command).form, () => null);
  } catch {
    return [];
  }
}

function exitsAfter(ms: number, code: number): Partial<ImageSpec> {
  const afterMs: DistributionSpec = { kind: 'constant', value: ms };
  return { exits: { afterMs, code } };
}
