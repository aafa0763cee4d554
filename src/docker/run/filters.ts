import type { Filter } from '../syntax/values/filter.ts';
import { engineFailure } from './session.ts';

/** Tells whether an object passes one kind of filter with this value. */
export type FilterTest<T> = (object: T, value: string) => boolean;

/**
 * Keeps what passes all kinds of filters; several values of one kind are alternatives.
 *
 * @throws {CommandFailure} for a kind that the engine does not know
 */
export function applyFilters<T>(
  objects: readonly T[],
  filters: readonly Filter[],
  tests: ReadonlyMap<string, FilterTest<T>>,
): T[] {
  const unknown = filters.find(({ name }) => !tests.has(name));
  if (unknown !== undefined) throw engineFailure(`Invalid filter '${unknown.name}'`);
  const names = [...new Set(filters.map(({ name }) => name))];
  return objects.filter((object) =>
    names.every((name) =>
      filters.some((filter) => filter.name === name && tests.get(name)?.(object, filter.value) === true),
    ),
  );
}

/** `key` or `key=value`. */
export function hasLabel(labels: Readonly<Record<string, string>>, wanted: string): boolean {
  const equals = wanted.indexOf('=');
  if (equals === -1) return Object.hasOwn(labels, wanted);
  return labels[wanted.slice(0, equals)] === wanted.slice(equals + 1);
}
