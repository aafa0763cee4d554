import { LookupError } from './control-error.ts';

/**
 * Finds what an argument of a command means: a full id, else a full name, else the beginning of an id.
 * Source: moby `daemon/cluster/helpers.go`.
 *
 * @throws LookupError if nothing or more than one thing is meant
 */
export function lookUp<T extends { readonly id: string }>(
  kind: 'node' | 'service' | 'task',
  argument: string,
  objects: Iterable<T>,
  nameOf: (object: T) => string,
): T {
  const all = [...objects];
  const exact = all.find(({ id }) => id === argument);
  if (exact !== undefined) return exact;
  const named = all.filter((object) => nameOf(object) === argument);
  const found = named.length > 0 || argument === '' ? named : all.filter(({ id }) => id.startsWith(argument));
  const [first] = found;
  if (first === undefined || found.length > 1) throw new LookupError(kind, argument, found.length);
  return first;
}
