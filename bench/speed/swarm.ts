// A swarm at scale, as `seatrial run` has it, from the scenario's text to the rows of the result: what it costs until all tasks
// run. Each size has a process of its own, so that the memory is its own.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BenchOptions, Figure } from './frame.ts';
import type { SwarmRun, SwarmSize } from './swarm-run.ts';

const quick: readonly SwarmSize[] = [
  { nodes: 100, services: 30, tasksEach: 100 },
  { nodes: 1000, services: 300, tasksEach: 100 },
];
const large: readonly SwarmSize[] = [...quick, { nodes: 10_000, services: 300, tasksEach: 1000 }];

export async function bench({ full }: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  let before: number | null = null;
  for (const size of full ? large : quick) {
    const { cpuS, rssMiB } = await run(size);
    const tasks = size.services * size.tasksEach;
    const usPerTask = (cpuS / tasks) * 1e6;
    const what = `${size.nodes.toLocaleString('en')} nodes, ${tasks.toLocaleString('en')} tasks`;
    const ratio = before === null ? null : usPerTask / before;
    figures.push(
      { what: `${what}: until all run`, value: cpuS, unit: 's of CPU', ratio: null, to: '' },
      { what: `${what}: a task`, value: usPerTask, unit: 'µs/task', ratio, to: 'a tenth of the nodes' },
      { what: `${what}: memory`, value: rssMiB, unit: 'MiB', ratio: null, to: '' },
    );
    before = usPerTask;
  }
  return figures;
}

function run(size: SwarmSize): Promise<SwarmRun> {
  const child = fork(fileURLToPath(new URL('./swarm-run.js', import.meta.url)), [JSON.stringify(size)], {
    execArgv: ['--max-old-space-size=8000'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as SwarmRun));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the run ended with exit code ${code}`)));
  });
}
