/** Go's `%.Ng` for magnitudes that need no exponent: at most `digits` significant digits, no trailing zeros. */
export function formatSignificant(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}

/** Go's `%v` of a float32: the shortest decimal that reads back as the same float32 (0.3, not 0.30000001192092896). */
export function formatFloat32(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const shortened = Number(value.toPrecision(digits));
    if (Math.fround(shortened) === Math.fround(value)) return String(shortened);
  }
  return String(value);
}
