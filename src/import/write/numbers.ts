/** At most so many significant digits, never with an exponent: `0.0123`, `41.2`, `1230`. */
export function short(value: number, digits = 3): string {
  return Number(value.toPrecision(digits))
    .toFixed(9)
    .replace(/\.?0+$/, '');
}

export function ms(value: number): string {
  return `${short(value)}ms`;
}

/** `+12 %`, `-3.4 %`. */
export function percent(share: number): string {
  const text = (100 * share).toFixed(Math.abs(share) < 0.0995 ? 1 : 0).replace(/\.0$/, '');
  return `${share > 0 && text !== '0' ? '+' : ''}${text.replace(/^-0$/, '0')} %`;
}

/** `lognormal` as a scenario writes it. */
export function lognormal(medianMs: number, p99Ms: number): string {
  return `{ lognormal: { median: ${ms(medianMs)}, p99: ${ms(Math.max(p99Ms, medianMs))} } }`;
}
