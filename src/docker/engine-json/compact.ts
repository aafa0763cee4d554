/** JSON of the Engine API. Keys keep the order in which they are written. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

type Draft = { readonly [key: string]: Json | undefined };

/**
 * Leaves out what Go's `omitempty` leaves out: undefined, '', 0, false, empty lists and maps.
 * (A struct with nothing in it stays: pass it on as it is.)
 */
export function omitEmpty(draft: Draft): { readonly [key: string]: Json } {
  const kept = Object.entries(draft).filter((entry): entry is [string, Json] => !isEmpty(entry[1]));
  return Object.fromEntries(kept);
}

/** Leaves out only what is undefined. */
export function omitUndefined(draft: Draft): { readonly [key: string]: Json } {
  const kept = Object.entries(draft).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries(kept);
}

function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === '' ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** An empty map, as `omitempty` sees it, is nothing. */
export function mapOrNothing(map: Readonly<Record<string, string>>): Json | undefined {
  return Object.keys(map).length === 0 ? undefined : sortedMap(map);
}

/** Go prints maps sorted by key. */
export function sortedMap(map: Readonly<Record<string, string>>): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `docker … inspect`: a list, indented by four. */
export function inspectText(objects: readonly Json[]): string {
  return `${JSON.stringify(objects, null, 4)}\n`;
}
