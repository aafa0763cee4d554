// A rolling update of one service's 30,000 tasks (--full; else 6,000) on 1,000 nodes, 100 at a time: what a task costs in the last
// tenth of the update, beside the first one.
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { Simulation } from '../../src/simulation/simulation.ts';
import { type BenchOptions, cpuNs, type Figure } from './frame.ts';

const parallelism = 100;
const tenths = 10;
const startMs = 300_000;
const stepMs = 1000;

export function bench({ full }: BenchOptions): Figure[] {
  const tasks = full ? 30_000 : 6000;
  const text = `
name: rolling update
seed: 1
duration: 1h
interval: 10s
cluster:
  nodes:
    - { name: manager, role: manager, cpus: 16, memory: 64GiB }
    - { name: worker, count: 999, cpus: 16, memory: 64GiB }
images: { web:1: { cached: true, demand: 5ms }, web:2: { like: web:1 } }
services: { web: { image: web:1, deploy: { replicas: ${tasks}, update_config: { parallelism: ${parallelism} } } } }
timeline: [{ at: ${startMs / 1000}s, run: docker service update --detach --image web:2 web }]
`;
  const { scenario } = loadScenario({ read: () => text }, 'update.yaml', []);
  const simulation = new Simulation(scenario);
  simulation.advanceTo(startMs - 1);
  const usOfTenth = timeOfTenths(simulation, tasks);
  const first = usOfTenth[1]!;
  const last = usOfTenth[tenths - 1]!;
  return [
    {
      what: `rolling update of ${tasks.toLocaleString('en')} tasks, last tenth`,
      value: last,
      unit: 'µs/task',
      ratio: last / first,
      to: 'second tenth',
    },
  ];
}

/** CPU µs a task, by tenth of the update. The first one is also that in which code runs for the first time. */
function timeOfTenths(simulation: Simulation, tasks: number): number[] {
  const { rows } = simulation.world.recording.tasks;
  const result: number[] = [];
  let read = rows.length;
  let updated = 0;
  let ns = 0;
  let counted = 0;
  for (let timeMs = startMs; updated < tasks; timeMs += stepMs) {
    if (timeMs > 3_600_000) throw new Error(`only ${updated} tasks updated`);
    ns += cpuNs(() => simulation.advanceTo(timeMs));
    for (; read < rows.length; read++) {
      const { state, image } = rows[read]!;
      if (state === 'running' && image === 'web:2') updated++;
    }
    if (updated < ((result.length + 1) * tasks) / tenths) continue;
    result.push(ns / 1000 / (updated - counted));
    counted = updated;
    ns = 0;
  }
  return result;
}
