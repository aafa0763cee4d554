import { meanMs, parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';

/** Which law, as a number, since parameters are numbers. */
const demandByNumber = [laws.exponential, laws.constant, laws.hyperexponential, laws.erlang2, laws.twoPoint];

export const mg1Sharing: TheoryRow = {
  name: 'mg1-sharing',
  law: 'M/G/1 processor sharing (a CPU shared by requests): T = 1/(1 − ρ) whatever the law of the demand',
  examples: [
    { rho: 0.8, demand: 0, requests: 180_000 },
    { rho: 0.8, demand: 1, requests: 120_000 },
    { rho: 0.8, demand: 4, requests: 280_000 },
  ],
  longExamples: [
    { rho: 0.8, demand: 0, requests: 1_500_000 },
    { rho: 0.8, demand: 1, requests: 1_500_000 },
    { rho: 0.8, demand: 2, requests: 3_000_000 },
    { rho: 0.8, demand: 3, requests: 1_500_000 },
    { rho: 0.8, demand: 4, requests: 1_500_000 },
  ],
  scenario: (parameters, seed) => {
    const demand = demandByNumber[parameter(parameters, 'demand')];
    if (demand === undefined) throw new RangeError(`demand=0…${demandByNumber.length - 1}`);
    return stationScenario({
      name: 'M/G/1 processor sharing',
      seed,
      tasks: 1,
      cpus: 1,
      concurrency: 'unlimited',
      demand,
      ratePerMs: parameter(parameters, 'rho'),
      requests: parameter(parameters, 'requests'),
    });
  },
  quantities: (parameters) => [
    { name: 'T', expected: 1 / (1 - parameter(parameters, 'rho')), tolerance: 0.02, measure: meanMs },
  ],
};
