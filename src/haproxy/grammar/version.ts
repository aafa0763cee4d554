/** Whether a version such as `2.6` or `1.8.30` is at least `major.minor`. A version that is no number (`lts`, `latest`) is the newest. */
export function isSince(version: string, major: number, minor: number): boolean {
  const found = /^v?(\d+)(?:\.(\d+))?/.exec(version);
  if (found === null) return true;
  const [own, ownMinor] = [Number(found[1]), found[2] === undefined ? Number.POSITIVE_INFINITY : Number(found[2])];
  return own > major || (own === major && ownMinor >= minor);
}
