import { parseCpus } from '../units/cpus.ts';
import { parseDockerBytes } from '../units/docker-bytes.ts';
import { parseGoDuration } from '../units/go-duration.ts';
import { parseBool, parseFloat32, parseInt64, parseUint } from '../units/go-number.ts';
import { UnitError } from '../units/unit-error.ts';
import type { Flag, FlagTraits } from './flag.ts';
import { flag } from './flag.ts';

/** The types of flags that several commands share; the help of `docker` names them so (`uint`, `duration`, `bytes`…). */

export function bool(name: string, traits?: FlagTraits): Flag<boolean> {
  return { ...flag(name, parseBool, traits), isBoolean: true };
}

export function text(name: string, traits?: FlagTraits): Flag<string> {
  return flag(name, (value) => value, traits);
}

export function uint(name: string, traits?: FlagTraits): Flag<number> {
  return flag(name, (value) => parseUint(value), traits);
}

const maxUint32 = 2n ** 32n - 1n;

export function uint32(name: string, traits?: FlagTraits): Flag<number> {
  return flag(name, (value) => parseUint(value, 0, maxUint32), traits);
}

export function int(name: string, traits?: FlagTraits): Flag<number> {
  return flag(name, parseInt64, traits);
}

export function float(name: string, traits?: FlagTraits): Flag<number> {
  return flag(name, parseFloat32, traits);
}

/** Milliseconds. */
export function duration(name: string, traits?: FlagTraits): Flag<number> {
  return flag(name, parseGoDuration, traits);
}

/** Milliseconds, not negative. */
export function positiveDuration(name: string, traits?: FlagTraits): Flag<number> {
  return flag(name, parsePositiveDuration, traits);
}

function parsePositiveDuration(value: string): number {
  const durationMs = parseGoDuration(value);
  if (durationMs < 0) throw new UnitError('duration cannot be negative');
  return durationMs;
}

/** Nano-CPUs. */
export function cpus(name: string, traits?: FlagTraits): Flag<number> {
  return flag(name, parseCpus, traits);
}

/** Whole bytes, every suffix binary. */
export function bytes(name: string, traits?: FlagTraits): Flag<number> {
  return flag(name, parseDockerBytes, traits);
}
