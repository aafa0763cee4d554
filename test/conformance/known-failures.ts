/** Recorded cases that do not agree, by their ids, with the reason. A case that agrees again must leave this list. */
export const knownFailures: ReadonlyMap<string, string> = new Map([
  ['hang-i400-t150', 'once a check that hangs ended after 194 ms, in place of the 400 that it had three times before'],
]);
