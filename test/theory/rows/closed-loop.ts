import { meanMs, parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';

/** Exact mean value analysis of one server and a think time Z, mean service time 1 (Reiser and Lavenberg 1980). */
export function meanValueAnalysis(users: number, think: number): { response: number; throughput: number } {
  let queue = 0;
  let response = 0;
  let throughput = 0;
  for (let n = 1; n <= users; n += 1) {
    response = 1 + queue;
    throughput = n / (response + think);
    queue = throughput * response;
  }
  return { response, throughput };
}

export const closedLoop: TheoryRow = {
  name: 'closed-loop',
  law: 'Closed loop of N users, think time Z, one server: R and X by exact MVA',
  examples: [
    { users: 10, think: 10, requests: 60_000 },
    { users: 20, think: 10, requests: 60_000 },
  ],
  longExamples: [
    { users: 10, think: 10, requests: 600_000 },
    { users: 20, think: 10, requests: 600_000 },
  ],
  scenario: (parameters, seed) => {
    const { throughput } = meanValueAnalysis(parameter(parameters, 'users'), parameter(parameters, 'think'));
    return stationScenario({
      name: 'closed loop',
      seed,
      tasks: 1,
      cpus: 1,
      concurrency: 1,
      demand: laws.exponential,
      ratePerMs: throughput,
      requests: parameter(parameters, 'requests'),
      load: `users: ${parameter(parameters, 'users')}\n    think: { exponential: { mean: ${parameter(parameters, 'think')}ms } }`,
    });
  },
  quantities: (parameters) => {
    const { response, throughput } = meanValueAnalysis(parameter(parameters, 'users'), parameter(parameters, 'think'));
    return [
      { name: 'R', expected: response, tolerance: 0.01, measure: meanMs },
      {
        name: 'X',
        expected: throughput,
        tolerance: 0.01,
        measure: ({ latency, summary }) => {
          // Whole intervals, so that the end, where the users go home, is left out.
          const rows = latency.filter(
            ({ time_s }) => time_s >= summary.duration_s / 4 && time_s < summary.duration_s * 0.9,
          );
          const [first, second] = rows;
          const widthMs = 1000 * ((second?.time_s ?? Number.NaN) - (first?.time_s ?? Number.NaN));
          return rows.reduce((sum, { requests }) => sum + requests, 0) / (rows.length * widthMs);
        },
      },
    ];
  },
};
