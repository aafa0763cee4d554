import { balancedScenario } from '../balanced-scenario.ts';
import { meanMs, parameter, type TheoryRow } from '../row.ts';
import { solve } from '../solve.ts';

interface Choices {
  readonly choices: number;
  readonly lambda: number;
  readonly servers: number;
  readonly replacement: boolean;
}

/** Mean time with infinitely many servers: Σ λ^((d^i − d)/(d − 1)), i ≥ 1 (Mitzenmacher 2001). */
export function timeOfInfinitelyMany({ choices: d, lambda }: Pick<Choices, 'choices' | 'lambda'>): number {
  return tails(d, lambda).reduce((sum, share) => sum + share, 0) / lambda;
}

/**
 * With so many servers, to the order 1/n: the refined mean field of N. Gast and B. Van Houdt (SIGMETRICS 2018). x_k is the share of
 * servers with k requests or more, A the drift's derivative at the fixed point, B its second, W the covariance of the noise:
 * A·W + W·Aᵀ + Q = 0, and the mean is x + V/n with A·V + B·W/2 + e = 0. e is what drawing without replacement changes.
 */
export function timeOfSoMany({ choices: d, lambda, servers, replacement }: Choices): number {
  const x = tails(d, lambda);
  const levels = x.length;
  const at = (k: number) => (k < 0 ? 1 : (x[k] ?? 0));
  const a = x.map((_, k) =>
    x.map((__, j) => {
      if (j === k - 1) return lambda * d * at(j) ** (d - 1);
      if (j === k) return -lambda * d * at(k) ** (d - 1) - 1;
      return j === k + 1 ? 1 : 0;
    }),
  );
  const w = covariances(
    a,
    x.map((_, k) => 2 * (at(k) - at(k + 1))),
  );
  const bend = (k: number) => (k < 0 ? 0 : lambda * d * (d - 1) * at(k) ** (d - 2) * w[k * levels + k]!);
  const unlike = (k: number) => (replacement ? 0 : ((d * (d - 1)) / 2) * at(k) ** (d - 1) * (1 - at(k)));
  const v = solve(
    a.map((row) => row.slice()),
    x.map((_, k) => -((bend(k - 1) - bend(k)) / 2 + lambda * (unlike(k) - unlike(k - 1)))),
  );
  return timeOfInfinitelyMany({ choices: d, lambda }) + v.reduce((sum, each) => sum + each, 0) / (servers * lambda);
}

/** Shares of servers with 1, 2, 3, … requests or more, until next to none has. */
function tails(d: number, lambda: number): number[] {
  const shares: number[] = [];
  for (let exponent = 1; lambda ** exponent > 1e-14; exponent = d * exponent + 1) shares.push(lambda ** exponent);
  return shares;
}

/** The W of A·W + W·Aᵀ + diag(noise) = 0, row by row. */
function covariances(a: readonly (readonly number[])[], noise: readonly number[]): number[] {
  const size = noise.length;
  const system: number[][] = [];
  const right: number[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const equation = Array.from({ length: size * size }, () => 0);
      for (let k = 0; k < size; k += 1) {
        equation[k * size + column]! += a[row]![k]!;
        equation[row * size + k]! += a[column]![k]!;
      }
      system.push(equation);
      right.push(row === column ? -noise[row]! : 0);
    }
  }
  return solve(system, right);
}

export const powerOfD: TheoryRow = {
  name: 'power-of-d',
  law: 'Power of d choices: T = Σ λ^((d^i−d)/(d−1)) for n → ∞, and what n servers add (1/n), with or without replacement',
  examples: [
    { choices: 2, lambda: 0.7, servers: 50, replacement: 1, requests: 100_000 },
    { choices: 2, lambda: 0.7, servers: 50, replacement: 0, requests: 100_000 },
  ],
  longExamples: [
    { choices: 2, lambda: 0.9, servers: 500, replacement: 1, requests: 2_000_000 },
    { choices: 2, lambda: 0.9, servers: 500, replacement: 0, requests: 2_000_000 },
    { choices: 3, lambda: 0.8, servers: 100, replacement: 0, requests: 1_000_000 },
  ],
  scenario: (parameters, seed) => {
    const choices = parameter(parameters, 'choices');
    const replacement = parameter(parameters, 'replacement') === 1;
    const servers = parameter(parameters, 'servers');
    return balancedScenario({
      name: 'power of d choices',
      seed,
      services: [
        {
          name: 'jobs',
          algorithm: `{ power-of-d: { choices: ${choices}, replacement: ${replacement} } }`,
          tasks: servers,
          concurrency: 1,
        },
      ],
      ratePerMs: parameter(parameters, 'lambda') * servers,
      requests: parameter(parameters, 'requests'),
    });
  },
  quantities: (parameters) => {
    const expected = timeOfSoMany({
      choices: parameter(parameters, 'choices'),
      lambda: parameter(parameters, 'lambda'),
      servers: parameter(parameters, 'servers'),
      replacement: parameter(parameters, 'replacement') === 1,
    });
    return [{ name: 'T', expected, tolerance: 0.01, measure: meanMs }];
  },
};
