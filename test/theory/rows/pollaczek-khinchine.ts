import { meanMs, parameter, type TheoryRow } from '../row.ts';
import { hyperexponential, laws, stationScenario } from '../station-scenario.ts';

/** A law of mean 1 ms with this squared coefficient of variation: constant, Erlang (1/k), exponential, hyperexponential. */
function lawOf(cv2: number): string {
  if (cv2 === 0) return laws.constant;
  if (cv2 === 1) return laws.exponential;
  return cv2 < 1 ? `{ erlang: { shape: ${Math.round(1 / cv2)}, mean: 1ms } }` : hyperexponential(cv2);
}

export const pollaczekKhinchine: TheoryRow = {
  name: 'mg1',
  law: 'M/G/1, Pollaczek and Khinchine: Wq = ρ(1 + cs²)/(2(1 − ρ))',
  examples: [
    { rho: 0.8, cv2: 0, requests: 170_000 },
    { rho: 0.8, cv2: 0.5, requests: 220_000 },
    { rho: 0.8, cv2: 1, requests: 190_000 },
    { rho: 0.5, cv2: 4, requests: 70_000 },
  ],
  longExamples: [
    { rho: 0.8, cv2: 0.5, requests: 2_000_000 },
    { rho: 0.8, cv2: 1, requests: 2_000_000 },
    { rho: 0.8, cv2: 4, requests: 3_000_000 },
  ],
  scenario: (parameters, seed) =>
    stationScenario({
      name: 'M/G/1',
      seed,
      tasks: 1,
      cpus: 1,
      concurrency: 1,
      demand: lawOf(parameter(parameters, 'cv2')),
      ratePerMs: parameter(parameters, 'rho'),
      requests: parameter(parameters, 'requests'),
    }),
  quantities: (parameters) => {
    const rho = parameter(parameters, 'rho');
    const cv2 = parameter(parameters, 'cv2');
    const expected = (rho * (1 + cv2)) / (2 * (1 - rho));
    return [{ name: 'Wq', expected, tolerance: cv2 > 1 ? 0.05 : 0.02, measure: (result) => meanMs(result) - 1 }];
  },
};
