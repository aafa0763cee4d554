import { formatGoDuration } from '../../docker/units/go-duration.ts';
import type { JsonValue } from '../json/json-value.ts';
import type { Entry } from '../text-file.ts';

/** Durations of the Engine API are in ns; 0 = not set. */
export function durationOf(json: JsonValue): string | undefined {
  const ns = json.number(0);
  return ns === 0 ? undefined : formatGoDuration(ns / 1e6);
}

export function withoutNothing(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

export function mapOf(json: JsonValue): Entry | undefined {
  const map = json.textMap();
  return Object.keys(map).length === 0 ? undefined : map;
}
