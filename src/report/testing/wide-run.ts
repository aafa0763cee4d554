import type { RunResult } from '../../simulation/run-result.ts';
import { exampleRun } from './example-run.ts';

/** A result with many nodes and tasks, for what charts and tables do when there is more than they can show. */
export function wideRun(nodeCount: number, taskCount: number): RunResult {
  const times = Array.from({ length: 120 }, (_, i) => i * 30);
  const tasks = Array.from({ length: taskCount }, (_, i) => {
    const service = ['api', 'shop', 'worker'][i % 3] as string;
    const slot = Math.floor(i / 3) + 1;
    const task = `${service}${slot}x`.padEnd(25, '0');
    return {
      task,
      service,
      slot,
      node: `node-${(i % nodeCount) + 1}`,
      image: `registry.example.com/${service}:1.${i % 2}`,
    };
  });
  const wave = (time_s: number, i: number): number => 1 + Math.sin(time_s / 600 + i / 9);
  return {
    ...exampleRun(),
    summary: { ...exampleRun().summary, duration_s: 3600 },
    tasks: tasks.flatMap((task, i) => {
      const row = { ...task, desired: 'running', message: '', error: '' };
      return [
        { ...row, time_s: i / 10, state: 'pending' },
        { ...row, time_s: i / 10 + 2, state: 'preparing' },
        { ...row, time_s: i / 10 + 20, state: 'running' },
      ];
    }),
    placement: tasks.map(({ node, service, image }, i) => ({
      time_s: i / 10 + 20,
      node,
      service,
      image,
      running: tasks.slice(0, i + 1).filter((other) => other.node === node && other.image === image).length,
      assigned: 1,
      reserved_cpus: 0,
      reserved_memory_bytes: 0,
    })),
    updates: [],
    nodes: times.flatMap((time_s) =>
      Array.from({ length: nodeCount }, (_, i) => ({
        time_s,
        node: `node-${i + 1}`,
        state: 'ready',
        availability: 'active',
        cpu_busy: wave(time_s, i) / 2,
        in_flight: 3,
        requests: Math.round(wave(time_s, i) * 900),
      })),
    ),
    task_load: times.flatMap((time_s) =>
      tasks.map(({ task, service, slot, node }, i) => ({
        time_s,
        task,
        service,
        slot,
        node,
        requests: Math.round(wave(time_s, i) * 150),
        errors: 0,
        in_flight: 1,
        mean_ms: 10,
        backlog_length: 0,
        utilisation: 0.2,
      })),
    ),
  };
}
