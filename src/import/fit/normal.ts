/** The 99th percentile of the standard normal law. */
export const z99 = 2.326347874040841;

/** Its distribution function, to 1.5e-7 (Abramowitz and Stegun, 7.1.26): finer than any log. */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z < 0 ? tail / 2 : 1 - tail / 2;
}

/** Its quantiles at which a fit is looked at. */
export const zOfShare: ReadonlyMap<number, number> = new Map([
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.95, 1.6448536269514722],
  [0.99, z99],
]);
