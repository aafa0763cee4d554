import { parameter, type TheoryRow } from '../row.ts';

const updateS = 30;
/** The scheduler waits for more changes before it places a task (swarmkit: manager/scheduler, commitDebounceGap). */
const placementS = 0.05;

/**
 * Under the profile `swarmkit`, which has no latencies but its own timers: a slot takes as long as its new task needs to be
 * placed and to start.
 */
export const updateTime: TheoryRow = {
  name: 'update-time',
  law: 'Rolling update of R slots by p workers, delay d, time s a slot, monitor m: ⌈R/p⌉(s + d) + m′, m′ = m if d < m, else d + 1 s',
  examples: [
    { replicas: 10, parallelism: 2, start: 3, delay: 10, monitor: 5 },
    { replicas: 7, parallelism: 3, start: 2, delay: 1, monitor: 8 },
  ],
  longExamples: [{ replicas: 40, parallelism: 1, start: 4, delay: 0, monitor: 30 }],
  scenario: (parameters, seed) => {
    const of = (name: string) => parameter(parameters, name);
    const longestS = of('replicas') * (of('start') + of('delay')) + of('monitor') + of('delay');
    return `
name: update time
seed: ${seed}
profile: swarmkit
duration: ${2 * updateS + longestS}s
cluster: { nodes: [{ name: node1, role: manager, cpus: 64, memory: 64GiB }] }
images:
  web:1: { cached: true, create: 0s, start: ${of('start')}s }
  web:2: { like: web:1 }
services:
  web:
    image: web:1
    deploy:
      replicas: ${of('replicas')}
      update_config: { parallelism: ${of('parallelism')}, delay: ${of('delay')}s, monitor: ${of('monitor')}s }
timeline:
  - { at: ${updateS}s, run: docker service update --detach --image web:2 web }
`;
  },
  quantities: (parameters) => {
    const of = (name: string) => parameter(parameters, name);
    const slotS = of('start') + placementS;
    const restS = of('delay') < of('monitor') ? of('monitor') : of('delay') + 1;
    return [
      {
        name: 'seconds',
        expected: Math.ceil(of('replicas') / of('parallelism')) * (slotS + of('delay')) + restS,
        tolerance: 0,
        measure: ({ updates }) => {
          const at = (state: string) => updates.find((row) => row.state === state)?.time_s ?? Number.NaN;
          return at('completed') - at('updating');
        },
      },
    ];
  },
};
