import { parameter, type TheoryRow } from '../row.ts';

const updateS = 30;

export const updateFailure: TheoryRow = {
  name: 'update-failure',
  law: 'Failure action: fires as soon as failures ÷ slots exceeds the ratio (strictly), each task counted once',
  examples: [
    { replicas: 10, ratio: 0.2 },
    { replicas: 8, ratio: 0 },
  ],
  longExamples: [{ replicas: 50, ratio: 0.3 }],
  scenario: (parameters, seed) => `
name: update failure
seed: ${seed}
profile: swarmkit
duration: 10m
cluster: { nodes: [{ name: node1, role: manager, cpus: 64, memory: 64GiB }] }
images:
  web:1: { cached: true, create: 0s, start: 1s }
  web:2: { like: web:1, exits: { after: 500ms, code: 1 } }
services:
  web:
    image: web:1
    deploy:
      replicas: ${parameter(parameters, 'replicas')}
      restart_policy: { condition: none }
      update_config:
        { parallelism: 1, delay: 1s, monitor: 30s, failure_action: pause, max_failure_ratio: ${parameter(parameters, 'ratio')} }
timeline:
  - { at: ${updateS}s, run: docker service update --detach --image web:2 web }
`,
  quantities: (parameters) => [
    {
      name: 'failures until the pause',
      expected: Math.floor(parameter(parameters, 'replicas') * parameter(parameters, 'ratio') + exactly) + 1,
      tolerance: 0,
      measure: ({ updates, tasks }) => {
        const pausedS = updates.find(({ state }) => state === 'paused')?.time_s ?? Number.NaN;
        const failed = tasks.filter(({ time_s, state }) => state === 'failed' && time_s <= pausedS);
        return new Set(failed.map(({ task }) => task)).size;
      },
    },
  ],
};

/** So that 10 × 0.3 is 3, whatever rounding makes of it. */
const exactly = 1e-9;
