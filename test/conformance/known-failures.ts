/** Recorded cases that do not agree, by their ids, with the reason. A case that agrees again must leave this list. */
export const knownFailures: ReadonlyMap<string, string> = new Map([
  ...ids('G', 29, 66).map((id): [string, string] => [id, 'jobs are not modelled']),
  ['hang-i400-t150', 'once a check that hangs ended after 194 ms, in place of the 400 that it had three times before'],
]);

/** `G029`, `G030`, … */
function ids(letter: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `${letter}${String(first + i).padStart(3, '0')}`);
}
