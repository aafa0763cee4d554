import { describe, expect, it } from 'vitest';
import type { EventRow, TaskRow } from '../../src/simulation/run-result.ts';
import { runFile } from './run-file.ts';

/** What Docker's tutorial shows on a real swarm must be seen here. */
const result = runFile('tutorial.yaml');

function command(text: string, nth = 0): EventRow {
  const found = result.events.filter(({ what }) => what.startsWith(text))[nth];
  if (found === undefined) throw new Error(`the tutorial has no command "${text}"`);
  return found;
}

/** The last row of each task of a service until an instant. */
function tasksAt(service: string, timeS: number): TaskRow[] {
  const latest = new Map<string, TaskRow>();
  for (const row of result.tasks) if (row.service === service && row.time_s <= timeS) latest.set(row.task, row);
  return [...latest.values()];
}

function runningPerNode(service: string, timeS: number): number[] {
  const counts = new Map<string, number>();
  for (const { state, node } of tasksAt(service, timeS)) {
    if (state === 'running') counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return [...counts.values()].sort((a, b) => b - a);
}

describe('the tutorial', () => {
  it('spreads five tasks 2-2-1, and leaves 1-1-1 of them', () => {
    expect(runningPerNode('helloworld', 28)).toEqual([2, 2, 1]);
    expect(runningPerNode('helloworld', 38)).toEqual([1, 1, 1]);
  });

  it('removes the second tasks of the two fuller nodes, by slot', () => {
    const before = tasksAt('helloworld', 29.9).sort((a, b) => a.slot - b.slot);
    const seconds = before.filter((task, index) => before.slice(0, index).some(({ node }) => node === task.node));
    const removed = tasksAt('helloworld', 31).filter(({ desired }) => desired === 'remove');
    expect(removed.map(({ slot }) => slot).sort()).toEqual(seconds.map(({ slot }) => slot).sort());
  });

  it('says that the redis update is completed 46 ± 2 s after its command', () => {
    const completed = result.updates.find(({ service, state }) => service === 'redis' && state === 'completed');
    expect((completed?.time_s ?? 0) - command('docker service update').time_s).toBeGreaterThan(44);
    expect((completed?.time_s ?? 0) - command('docker service update').time_s).toBeLessThan(48);
  });

  it('updates redis slot after slot, ten seconds between running and the next start', () => {
    const fresh = result.tasks.filter(({ image, time_s: timeS }) => image === 'redis:3.0.7' && timeS < 119);
    const created = fresh.filter(({ state }) => state === 'new').map(({ time_s: timeS }) => timeS);
    const running = fresh
      .filter(({ state, desired }) => state === 'running' && desired === 'running')
      .map(({ time_s: timeS }) => timeS);
    expect(created).toHaveLength(3);
    expect((created[1] ?? 0) - (running[0] ?? 0)).toBeCloseTo(10, 0);
    expect((created[2] ?? 0) - (running[1] ?? 0)).toBeCloseTo(10, 0);
  });

  it('keeps the old redis tasks as history', () => {
    const { stdout } = command('docker service ps redis');
    expect(stdout.match(/ \\_ redis\.\d {3}redis:3\.0\.6 .* Shutdown {8}Shutdown /g)).toHaveLength(3);
  });

  it('moves redis off the drained node within three seconds', () => {
    const tasks = tasksAt('redis', command('docker node update --availability drain').time_s + 3);
    const running = tasks.filter(({ state }) => state === 'running');
    expect(running).toHaveLength(3);
    expect(running.some(({ node }) => node === 'worker1')).toBe(false);
  });

  it('leaves the node empty once it is active again, until my_web comes', () => {
    const onWorker1 = result.placement.filter(({ node, time_s: timeS }) => node === 'worker1' && timeS > 123);
    expect(onWorker1.filter(({ running }) => running > 0).map(({ service }) => service)).toEqual(['my_web']);
  });

  it('answers on 8080 of every node, also of the one without a task', () => {
    for (const client of ['at-manager1', 'at-worker1', 'at-worker2', 'again']) {
      expect(result.summary.clients[client]?.errors).toBe(0);
      expect(result.summary.clients[client]?.ok).toBeGreaterThan(0);
    }
    expect(runningPerNode('my_web', 290)).toEqual([1, 1]);
    const again = result.requests.filter(({ client }) => client === 'again');
    expect(new Set(again.map((row) => row.entry_node)).size).toBe(3);
  });

  it('lets HAProxy take the nodes in turns', () => {
    const headers = result.requests.filter(({ client }) => client === 'haproxy-8888').map((row) => row.headers);
    const turn = ['node1', 'node2', 'node3'].map((node) => `X-Backend-Server: ${node}`);
    expect(headers.slice(0, 6)).toEqual([...turn, ...turn]);
  });

  it('holds all its expectations', () => {
    expect(result.summary.expectations.filter(({ holds }) => !holds)).toEqual([]);
  });
});
