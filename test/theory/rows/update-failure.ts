import type { RunResult } from '../../../src/simulation/run-result.ts';
import { parameter, type TheoryRow } from '../row.ts';

const updateS = 30;
const monitorS = 10;

export const updateFailure: TheoryRow = {
  name: 'update-failure',
  law: 'Failure action: fires as soon as failures ÷ slots exceeds the ratio (strictly), each task counted once, if it fails within the monitor period of its start',
  examples: [
    { replicas: 10, ratio: 0.2, dies: 0.5 },
    { replicas: 8, ratio: 0, dies: 0.5 },
    { replicas: 10, ratio: 0, dies: monitorS + 1 },
  ],
  longExamples: [
    { replicas: 50, ratio: 0.3, dies: 0.5 },
    { replicas: 50, ratio: 0.3, dies: monitorS - 1 },
  ],
  scenario: (parameters, seed) => `
name: update failure
seed: ${seed}
profile: swarmkit
duration: 10m
cluster: { nodes: [{ name: node1, role: manager, cpus: 64, memory: 64GiB }] }
images:
  web:1: { cached: true, create: 0s, start: 1s }
  web:2: { like: web:1, exits: { after: ${parameter(parameters, 'dies')}s, code: 1 } }
services:
  web:
    image: web:1
    deploy:
      replicas: ${parameter(parameters, 'replicas')}
      restart_policy: { condition: none }
      update_config:
        { parallelism: 1, delay: 1s, monitor: ${monitorS}s, failure_action: pause, max_failure_ratio: ${parameter(parameters, 'ratio')} }
timeline:
  - { at: ${updateS}s, run: docker service update --detach --image web:2 web }
`,
  quantities: (parameters) => {
    const counts = parameter(parameters, 'dies') <= monitorS;
    const allowed = Math.floor(parameter(parameters, 'replicas') * parameter(parameters, 'ratio') + exactly);
    return [
      {
        name: 'pauses',
        expected: counts ? 1 : 0,
        tolerance: 0,
        measure: ({ updates }) => updates.filter(({ state }) => state === 'paused').length,
      },
      {
        name: 'failures within the monitor period until then',
        expected: counts ? allowed + 1 : 0,
        tolerance: 0,
        measure: countedFailures,
      },
    ];
  },
};

/** So that 10 × 0.3 is 3, whatever rounding makes of it. */
const exactly = 1e-9;

/** Tasks that failed no later after their start than they are watched, until the update paused. */
function countedFailures({ updates, tasks }: RunResult): number {
  const pausedS = updates.find(({ state }) => state === 'paused')?.time_s ?? Number.POSITIVE_INFINITY;
  const startedS = new Map(tasks.filter(({ state }) => state === 'running').map(({ task, time_s }) => [task, time_s]));
  const failed = tasks.filter(({ time_s, state, task }) => {
    return state === 'failed' && time_s <= pausedS && time_s - (startedS.get(task) ?? time_s) <= monitorS;
  });
  return new Set(failed.map(({ task }) => task)).size;
}
