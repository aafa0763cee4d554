/** Of two whole numbers, at least 0; 0 with the other one is that one. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
