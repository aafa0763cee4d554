const PARTS = /\d+|\D+/g;

/**
 * Orders names as people count: `node-2` before `node-10`. By code unit otherwise, never by a locale; names that differ only
 * in leading zeros are ordered by code unit, so that two different names are never equal.
 */
export function compareNatural(a: string, b: string): number {
  const left = a.match(PARTS) ?? [];
  const right = b.match(PARTS) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareParts(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || compareCodeUnits(a, b);
}

function compareParts(a: string, b: string): number {
  const numeric = /^\d/.test(a) && /^\d/.test(b);
  return numeric ? Number(a) - Number(b) : compareCodeUnits(a, b);
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
