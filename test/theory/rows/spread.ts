import type { RunResult } from '../../../src/simulation/run-result.ts';
import { parameter, type TheoryRow } from '../row.ts';

const joinsS = 60;

/** R tasks on n equal nodes; later one more node is made active. */
export const spread: TheoryRow = {
  name: 'spread',
  law: 'Swarm spread: R tasks on n equal nodes differ by at most one (R mod n ≠ 0), and a node that comes moves nothing',
  examples: [
    { tasks: 10, nodes: 3 },
    { tasks: 12, nodes: 4 },
  ],
  longExamples: [{ tasks: 997, nodes: 31 }],
  scenario: (parameters, seed) => `
name: spread
seed: ${seed}
duration: ${2 * joinsS}s
cluster:
  nodes:
    - { name: manager, role: manager, cpus: 1, memory: 1GiB, availability: drain }
    - { name: node, count: ${parameter(parameters, 'nodes')}, cpus: 4, memory: 8GiB }
    - { name: late, cpus: 4, memory: 8GiB, availability: drain }
images: { web:1: { cached: true } }
services: { web: { image: web:1, deploy: { replicas: ${parameter(parameters, 'tasks')} } } }
timeline:
  - { at: ${joinsS}s, run: docker node update --availability active late }
`,
  quantities: (parameters) => [
    {
      name: 'max − min',
      expected: parameter(parameters, 'tasks') % parameter(parameters, 'nodes') === 0 ? 0 : 1,
      tolerance: 0,
      measure: (result) => {
        const running = counts(result);
        return Math.max(...running) - Math.min(...running);
      },
    },
    {
      name: 'running',
      expected: parameter(parameters, 'tasks'),
      tolerance: 0,
      measure: (result) => counts(result).reduce((sum, count) => sum + count, 0),
    },
    {
      name: 'tasks made after the node came',
      expected: 0,
      tolerance: 0,
      measure: ({ tasks }) => tasks.filter(({ time_s, state }) => time_s >= joinsS && state === 'new').length,
    },
  ],
};

/** Running tasks of the nodes that were there from the beginning. */
function counts({ summary }: RunResult): number[] {
  return Object.entries(summary.nodes).flatMap(([name, { running }]) => (name.startsWith('node') ? [running] : []));
}
