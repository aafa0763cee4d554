import { describe, expect, it } from 'vitest';
import type { RunResult, TaskRow } from '../../src/simulation/run-result.ts';
import { runText } from './run-file.ts';

/** Stage timings as measured on a real cluster of idle nodes: docs/model.md names the source. */
const cluster = `
cluster:
  nodes:
    - { name: manager1, role: manager, cpus: 2, memory: 4GiB }
    - { name: worker, count: 2, cpus: 2, memory: 4GiB }
images:
  web:1: { cached: true, demand: 1ms }
  web:2: { like: web:1 }
`;

function scenario(rest: string, seed = 1): RunResult {
  return runText(`name: timings\nseed: ${seed}\nduration: 90s\n${cluster}\n${rest}`);
}

function life(rows: readonly TaskRow[], task: string): Record<string, number> {
  const times: Record<string, number> = {};
  for (const row of rows) if (row.task === task) times[row.state] ??= row.time_s * 1000;
  return times;
}

function tasksOf(result: RunResult): string[] {
  return [...new Set(result.tasks.map(({ task }) => task))];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe('the life of a task', () => {
  const lives = [1, 2, 3, 4, 5].flatMap((seed) => {
    const result = scenario('timeline: [{ at: 5s, run: docker service create --name web --replicas 3 web:1 }]', seed);
    return tasksOf(result).map((task) => life(result.tasks, task));
  });

  it('is pending within 7 ms', () => {
    for (const { new: created = 0, pending = 0 } of lives) expect(pending - created).toBeLessThanOrEqual(7);
  });

  it('is assigned 50 to 60 ms after it was created', () => {
    for (const { new: created = 0, assigned = 0 } of lives) {
      expect(assigned - created).toBeGreaterThanOrEqual(50);
      expect(assigned - created).toBeLessThanOrEqual(60);
    }
  });

  it('runs 300 to 530 ms after it was created, at the median', () => {
    const middle = median(lives.map(({ new: created = 0, running = 0 }) => running - created));
    expect(middle).toBeGreaterThan(300);
    expect(middle).toBeLessThan(530);
  });
});

describe('the end of a task', () => {
  it.each([
    ['off any network, 1.15 to 1.45 s after the decision', '', 1150, 1450],
    ['on the ingress network, two seconds later', '--publish 8080:80', 3150, 3450],
  ])('%s', (_words, publish, least, most) => {
    const result = scenario(`timeline:
  - { at: 5s, run: "docker service create --name web --replicas 3 ${publish} web:1" }
  - { at: 20s, run: docker service update --image web:2 --update-parallelism 0 web }`);
    const old = result.tasks.filter(({ image }) => image === 'web:1');
    for (const task of new Set(old.map((row) => row.task))) {
      const decided = old.find((row) => row.task === task && row.desired === 'shutdown')?.time_s ?? 0;
      const ended = old.find((row) => row.task === task && row.state === 'shutdown')?.time_s ?? 0;
      expect((ended - decided) * 1000).toBeGreaterThanOrEqual(least);
      expect((ended - decided) * 1000).toBeLessThanOrEqual(most);
    }
  });
});

describe('a node that crashes', () => {
  const crashS = 30;
  const results = [1, 2, 3, 4, 5, 6].map((seed) =>
    scenario(
      `
services:
  web: { image: web:1, ports: ["8080:80"], deploy: { replicas: 6 } }
traffic:
  - { name: users, to: manager1:8080, from: 10s, arrivals: { poisson: { rate: 100/s } }, timeout: 1s }
timeline:
  - { at: ${crashS}s, crash: worker1 }`,
      seed,
    ),
  );

  it('is down 9 to 16.5 s later', () => {
    for (const { nodes } of results) {
      const down = nodes.find(({ node, state }) => node === 'worker1' && state === 'down')?.time_s ?? 0;
      expect(down - crashS).toBeGreaterThanOrEqual(8);
      expect(down - crashS).toBeLessThanOrEqual(16.6);
    }
  });

  it('has its tasks running elsewhere about 5.3 s after that', () => {
    for (const { tasks } of results) {
      const decided = tasks.find(
        ({ node, desired, time_s: timeS }) => node === 'worker1' && desired === 'shutdown' && timeS > crashS,
      );
      const replaced = tasks.filter(
        ({ time_s: timeS, state }) => state === 'running' && timeS > (decided?.time_s ?? 0),
      );
      expect(replaced.length).toBeGreaterThanOrEqual(2);
      for (const { time_s: timeS, node } of replaced) {
        if (node === 'worker1') continue;
        expect(timeS - (decided?.time_s ?? 0)).toBeGreaterThan(5);
        expect(timeS - (decided?.time_s ?? 0)).toBeLessThan(5.9);
      }
    }
  });

  it('makes requests to its tasks time out until gossip notices, and no longer', () => {
    for (const { latency } of results) {
      const failing = latency
        .filter(({ error_timeout: timeouts }) => timeouts > 0)
        .map(({ time_s: timeS }) => timeS - crashS);
      expect(Math.min(...failing)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...failing)).toBeLessThan(25);
      expect(Math.max(...failing)).toBeGreaterThan(4);
    }
  });
});
