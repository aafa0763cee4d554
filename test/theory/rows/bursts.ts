import { meanMs, parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';

type Pair = readonly [number, number];
type Square = readonly [Pair, Pair];

/** Arrivals switch between a busy and a quiet state of exponential length, in the mean `stay` services each. */
export const bursts: TheoryRow = {
  name: 'bursts',
  law: 'MMPP/M/1: the mean by the matrix-geometric method (Neuts)',
  examples: [{ busy: 0.9, quiet: 0.3, stay: 20, requests: 75_000 }],
  longExamples: [
    { busy: 1.2, quiet: 0.2, stay: 10, requests: 150_000 },
    { busy: 1, quiet: 0, stay: 5, requests: 100_000 },
  ],
  scenario: (parameters, seed) => {
    const of = (name: string) => parameter(parameters, name);
    const rates = [of('busy'), of('quiet')] as const;
    const states = rates.map((rate) => `{ rate: ${1000 * rate}/s, stays: { exponential: { mean: ${of('stay')}ms } } }`);
    return stationScenario({
      name: 'bursts',
      seed,
      tasks: 1,
      cpus: 1,
      concurrency: 1,
      demand: laws.exponential,
      ratePerMs: (rates[0] + rates[1]) / 2,
      requests: of('requests'),
      load: `arrivals: { poisson: { bursts: [${states.join(', ')}] } }`,
    });
  },
  quantities: (parameters) => {
    const of = (name: string) => parameter(parameters, name);
    const expected = meanTime([of('busy'), of('quiet')], 1 / of('stay'));
    return [{ name: 'T', expected, tolerance: 0.03, measure: meanMs }];
  },
};

/** Of a server of rate 1 that is asked at one of two rates, which change places at the rate `leaves`. */
export function meanTime([busy, quiet]: Pair, leaves: number): number {
  const up: Square = [
    [busy, 0],
    [0, quiet],
  ];
  const stay: Square = [
    [-leaves - busy - 1, leaves],
    [leaves, -leaves - quiet - 1],
  ];
  const down = inverse(stay);
  let rate: Square = [
    [0, 0],
    [0, 0],
  ];
  // R = −(A₀ + R²A₂)A₁⁻¹ with A₂ = 1, from 0 upwards.
  for (let i = 0; i < 100_000; i++) rate = scaled(times(plus(up, times(rate, rate)), down), -1);
  const empty = stationary(
    plus(
      [
        [-leaves - busy, leaves],
        [leaves, -leaves - quiet],
      ],
      rate,
    ),
  );
  const rest = inverse(
    plus(
      [
        [1, 0],
        [0, 1],
      ],
      scaled(rate, -1),
    ),
  );
  const one = sum(applied(empty, rest));
  const number = sum(applied(applied(applied(empty, rate), rest), rest)) / one;
  return number / ((busy + quiet) / 2);
}

/** The row vector x with xM = 0, up to a factor. */
function stationary([[, b], [, d]]: Square): Pair {
  return [d, -b];
}

function applied([x, y]: Pair, [[a, b], [c, d]]: Square): Pair {
  return [x * a + y * c, x * b + y * d];
}

function times([first, second]: Square, other: Square): Square {
  return [applied(first, other), applied(second, other)];
}

function plus([[a, b], [c, d]]: Square, [[e, f], [g, h]]: Square): Square {
  return [
    [a + e, b + f],
    [c + g, d + h],
  ];
}

function scaled([[a, b], [c, d]]: Square, factor: number): Square {
  return [
    [a * factor, b * factor],
    [c * factor, d * factor],
  ];
}

function inverse([[a, b], [c, d]]: Square): Square {
  const determinant = a * d - b * c;
  return scaled(
    [
      [d, -b],
      [-c, a],
    ],
    1 / determinant,
  );
}

function sum([x, y]: Pair): number {
  return x + y;
}
