import type { DistributionSpec } from '../distribution.ts';

/** P(X ≤ x). Written from the definitions, apart from the code that draws. */
export function cdf(spec: DistributionSpec, x: number): number {
  switch (spec.kind) {
    case 'constant':
      return x >= spec.value ? 1 : 0;
    case 'uniform':
      return Math.min(1, Math.max(0, (x - spec.min) / (spec.max - spec.min)));
    case 'exponential':
      return x <= 0 ? 0 : -Math.expm1(-x / spec.mean);
    case 'erlang':
      return x <= 0 ? 0 : erlangCdf(spec.shape, (x * spec.shape) / spec.mean);
    case 'lognormal':
      return x <= 0 ? 0 : normalCdf((Math.log(x) - spec.mu) / spec.sigma);
    case 'weibull':
      return x <= 0 ? 0 : -Math.expm1(-((x / spec.scale) ** spec.shape));
    case 'pareto':
      return x <= spec.scale ? 0 : 1 - (spec.scale / x) ** spec.shape;
    case 'hyperexponential':
      return x <= 0 ? 0 : spec.branches.reduce((sum, b) => sum + b.probability * -Math.expm1(-x / b.mean), 0);
    case 'empirical': {
      const weights = spec.weights ?? spec.values.map(() => 1);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return spec.values.reduce((sum, value, i) => sum + (value <= x ? weights[i]! / total : 0), 0);
    }
  }
}

/** P(Z ≤ z) of the standard normal, to about 1e-14: the Taylor series near 0, a continued fraction in the tails. */
export function normalCdf(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const size = Math.abs(z);
  if (size < 3) {
    let term = size;
    let sum = size;
    for (let k = 3; term > 1e-17; k += 2) {
      term *= (size * size) / k;
      sum += term;
    }
    return 0.5 + Math.sign(z) * density * sum;
  }
  let fraction = size;
  for (let k = 100; k >= 1; k--) fraction = size + k / fraction;
  const tail = density / fraction;
  return z > 0 ? 1 - tail : tail;
}

/** 1 − Σ exp(−x)·xᵏ/k! over the phases. */
function erlangCdf(shape: number, x: number): number {
  let term = Math.exp(-x);
  let sum = term;
  for (let k = 1; k < shape; k++) {
    term *= x / k;
    sum += term;
  }
  return 1 - sum;
}
