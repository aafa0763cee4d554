import { normalQuantile } from './normal.ts';

/** ln Γ(x) for x > 0 by Lanczos (g = 7, n = 9); relative error below 1e-13. */
function lnGamma(x: number): number {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const shifted = x - 1;
  let sum = coefficients[0] ?? 0;
  for (let i = 1; i < coefficients.length; i += 1) sum += (coefficients[i] ?? 0) / (shifted + i);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Continued fraction of the incomplete beta function (Lentz; Numerical Recipes, 6.4). */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let h = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = Math.abs(c) < tiny ? tiny : c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = Math.abs(c) < tiny ? tiny : c;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-15) return h;
  }
  return h;
}

function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(a, b, x)) / a;
  return 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

/** P(T ≤ t) of Student's t with so many degrees of freedom, 0 < degrees < {@link manyDegrees}. */
function studentCdf(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** From here on the expansion around the normal distribution is exact to 1e-12, and the continued fraction slow. */
const manyDegrees = 1000;

/**
 * Quantile of Student's t; relative error below 1e-10.
 *
 * @param probability above 0, below 1
 * @param degrees of freedom, at least 1; need not be whole (Welch)
 */
export function studentQuantile(probability: number, degrees: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`no quantile of ${probability}`);
  if (!(degrees >= 1)) throw new RangeError(`Student's t has no ${degrees} degrees of freedom here`);
  if (probability === 0.5) return 0;
  // The lower tail is where small probabilities are exact.
  if (probability > 0.5) return -studentQuantile(1 - probability, degrees);
  return degrees >= manyDegrees ? quantileNearNormal(probability, degrees) : quantileByBisection(probability, degrees);
}

/** For a probability below 1/2. */
function quantileByBisection(probability: number, degrees: number): number {
  let low = -1;
  while (studentCdf(low, degrees) > probability) low *= 2;
  let high = low === -1 ? 0 : low / 2;
  while (high - low > 1e-12 * Math.abs(low)) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.5. */
function quantileNearNormal(probability: number, degrees: number): number {
  const z = normalQuantile(probability);
  const square = z * z;
  const terms = [
    (z * (square + 1)) / 4,
    (z * (5 * square ** 2 + 16 * square + 3)) / 96,
    (z * (3 * square ** 3 + 19 * square ** 2 + 17 * square - 15)) / 384,
    (z * (79 * square ** 4 + 776 * square ** 3 + 1482 * square ** 2 - 1920 * square - 945)) / 92160,
  ];
  return terms.reduce((sum, term, index) => sum + term / degrees ** (index + 1), z);
}
