import type { Filter } from '../syntax/values/filter.ts';
import { engineFailure } from './session.ts';

/** One kind of filter: reads a value (and refuses it if it makes no sense), and then tells whether an object passes. */
export type FilterKind<T> = (value: string) => (object: T) => boolean;

/**
 * Keeps what passes all kinds of filters; several values of one kind are alternatives.
 *
 * @throws {CommandFailure} for a kind that the engine does not know
 */
export function applyFilters<T>(
  objects: readonly T[],
  filters: readonly Filter[],
  kinds: ReadonlyMap<string, FilterKind<T>>,
): T[] {
  const tests = new Map<string, ((object: T) => boolean)[]>();
  for (const { name, value } of filters) {
    const kind = kinds.get(name);
    if (kind === undefined) throw engineFailure(`Invalid filter '${name}'`);
    tests.set(name, [...(tests.get(name) ?? []), kind(value)]);
  }
  return objects.filter((object) =>
    [...tests.values()].every((alternatives) => alternatives.some((test) => test(object))),
  );
}

/** `key` or `key=value`. */
export function hasLabel(labels: Readonly<Record<string, string>>, wanted: string): boolean {
  const equals = wanted.indexOf('=');
  if (equals === -1) return Object.hasOwn(labels, wanted);
  return labels[wanted.slice(0, equals)] === wanted.slice(equals + 1);
}
