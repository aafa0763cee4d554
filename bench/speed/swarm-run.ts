// One run of bench/speed/swarm.ts: told a size, it answers with what it took.
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { simulate } from '../../src/simulation/simulation.ts';

export interface SwarmSize {
  readonly nodes: number;
  readonly services: number;
  readonly tasksEach: number;
}

export interface SwarmRun {
  readonly cpuS: number;
  readonly rssMiB: number;
}

function scenarioText({ nodes, services, tasksEach }: SwarmSize): string {
  const each = Array.from(
    { length: services },
    (_, i) => `  web${i}: { image: web:1, deploy: { replicas: ${tasksEach} } }\n`,
  );
  return `
name: swarm at scale
seed: 1
duration: 5m
cluster:
  nodes:
    - { name: manager, role: manager, cpus: 16, memory: 64GiB }
    - { name: worker, count: ${nodes - 1}, cpus: 16, memory: 64GiB }
images: { web:1: { cached: true, demand: 5ms, concurrency: 4, backlog: 16 } }
services:
${each.join('')}`;
}

function run(size: SwarmSize): SwarmRun {
  const text = scenarioText(size);
  const before = process.cpuUsage();
  const { scenario } = loadScenario({ read: () => text }, 'swarm.yaml', []);
  const { tasks } = simulate(scenario);
  const { user, system } = process.cpuUsage(before);
  const running = new Set(tasks.filter(({ state }) => state === 'running').map(({ task }) => task)).size;
  if (running !== size.services * size.tasksEach) throw new Error(`only ${running} tasks run`);
  return { cpuS: (user + system) / 1e6, rssMiB: process.resourceUsage().maxRSS / 1024 };
}

const [words] = process.argv.slice(2);
if (process.send !== undefined && words !== undefined) {
  process.send(run(JSON.parse(words) as SwarmSize));
  process.disconnect();
}
