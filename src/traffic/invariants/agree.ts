/** What rounding may do to an identity, relative. */
const tolerance = 1e-9;

/** Whether two ways to add up the same requests × ms agree. */
export function agree(areaMs: number, spentMs: number): boolean {
  return Math.abs(areaMs - spentMs) <= tolerance * Math.max(1, areaMs);
}
