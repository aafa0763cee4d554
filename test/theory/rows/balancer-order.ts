import type { RunResult } from '../../../src/simulation/run-result.ts';
import { type BalancedService, balancedScenario } from '../balanced-scenario.ts';
import { meanOf, parameter, type TheoryRow } from '../row.ts';

/** From the quickest on. */
function services(servers: number): BalancedService[] {
  const one = { tasks: servers, concurrency: 1 };
  return [
    { name: 'one-queue', algorithm: 'roundrobin', tasks: 1, concurrency: servers },
    { name: 'shortest', algorithm: 'join-shortest-queue', ...one },
    { name: 'two-choices', algorithm: 'power-of-d', ...one },
    { name: 'in-turn', algorithm: 'roundrobin', ...one },
    { name: 'random', algorithm: 'uniform-random', ...one },
  ];
}

/** How many are quicker than the one after them, of all but the last. */
function inOrder(result: RunResult, servers: number): number {
  const means = services(servers).map(({ name }) => meanOf(result, name));
  return means.slice(1).filter((mean, index) => means[index]! < mean).length;
}

export const balancerOrder: TheoryRow = {
  name: 'balancer-order',
  law: 'One queue < join the shortest queue < two choices < round robin < random, in every run',
  examples: [{ servers: 10, rho: 0.9, requests: 150_000 }],
  longExamples: [
    { servers: 10, rho: 0.9, requests: 2_000_000 },
    { servers: 4, rho: 0.8, requests: 1_000_000 },
  ],
  scenario: (parameters, seed) => {
    const servers = parameter(parameters, 'servers');
    return balancedScenario({
      name: 'order of balancers',
      seed,
      services: services(servers),
      ratePerMs: parameter(parameters, 'rho') * servers,
      requests: parameter(parameters, 'requests'),
    });
  },
  quantities: (parameters) => [
    {
      name: 'pairs in order',
      expected: 4,
      tolerance: 0,
      measure: (result) => inOrder(result, parameter(parameters, 'servers')),
    },
  ],
};
