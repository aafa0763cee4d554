import type { RunResult } from '../../../src/simulation/run-result.ts';
import { parameter, type TheoryRow } from '../row.ts';
import { stationScenario } from '../station-scenario.ts';

/** Whole rounds of all users in an interval of the tables. */
const roundsPerInterval = 100;
const intervals = 10;

/** All users have fixed times, so that each round is as long as the last one. */
function roundMs({ users, think }: { readonly users: number; readonly think: number }): number {
  return Math.max(1 + think, users);
}

const read = (parameters: Readonly<Record<string, number>>) => ({
  users: parameter(parameters, 'users'),
  think: parameter(parameters, 'think'),
});

export const closedLoopIdentity: TheoryRow = {
  name: 'closed-loop-identity',
  law: 'Closed loop, interactive response time law: X(R + Z) = N, exactly; with fixed times of 1 and Z the server sets X = min(1, N/(1 + Z))',
  examples: [
    { users: 10, think: 10 },
    { users: 20, think: 10 },
  ],
  longExamples: [{ users: 137, think: 50 }],
  scenario: (parameters, seed) => {
    const { users, think } = read(parameters);
    const intervalMs = roundMs({ users, think }) * roundsPerInterval;
    const text = stationScenario({
      ...{ name: 'closed loop of fixed times', seed, tasks: 1, cpus: 1, concurrency: 1, demand: '1ms' },
      ...{ ratePerMs: users / roundMs({ users, think }), requests: users * roundsPerInterval * intervals },
      load: `users: ${users}\n    think: ${think}ms`,
    });
    return `${text}interval: ${intervalMs}ms\n`;
  },
  quantities: (parameters) => {
    const { users, think } = read(parameters);
    const round = roundMs({ users, think });
    const throughput = (result: RunResult) => steady(result).requests / (roundsPerInterval * round);
    return [
      { name: 'X', expected: users / round, tolerance: 0, measure: throughput },
      { name: 'R', expected: round - think, tolerance: 0, measure: (result) => steady(result).mean_ms ?? Number.NaN },
      {
        name: 'X(R + Z)',
        expected: users,
        tolerance: 0,
        measure: (result) => throughput(result) * ((steady(result).mean_ms ?? Number.NaN) + think),
      },
    ];
  },
};

/** The last interval but one: the first has the start in it, in the last users go home. */
function steady({ latency }: RunResult): RunResult['latency'][number] {
  const row = latency.at(-2);
  if (row === undefined) throw new RangeError('the run is too short');
  return row;
}
