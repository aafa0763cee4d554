import { describe, expect, it } from 'vitest';
import { client, exponential } from '../../traffic/testing/traffic-world.ts';
import { parseExpectation } from '../expectation-parser.ts';
import type { RunResult } from '../run-result.ts';
import type { Scenario } from '../scenario.ts';
import { simulate } from '../simulation.ts';
import { crash, imagesByName, restore, scenario, servingImage, typed } from '../testing/scenario.ts';
import { serviceSpec, taskSpec } from '../testing/task.ts';
import { phaseNames, planPhases } from './phase-plan.ts';

const web = serviceSpec({ mode: { kind: 'replicated', replicas: 4 } });

function run(overrides: Partial<Scenario>): RunResult {
  return simulate(
    scenario({
      images: imagesByName(servingImage('web:1', { cached: true }), servingImage('web:2', { cached: true })),
      services: [web],
      clients: [client(0.05, { name: 'shoppers', target: { kind: 'service', service: 'web', port: 80 } })],
      warmupMs: 5000,
      durationMs: 120_000,
      ...overrides,
    }),
  );
}

const stretches = ({ summary }: RunResult) =>
  summary.phases.map(({ name, from_s, until_s }) => `${name}: ${from_s.toFixed(0)}–${until_s.toFixed(0)}`);

describe('the phases of a run', () => {
  it('are made by the timeline, with the quiet stretches between, and cut it without gaps', () => {
    const result = run({
      timeline: [
        typed(10_000, 'docker service update --detach --image web:2 web'),
        typed(40_000, 'docker service ls'),
        typed(60_000, 'docker node update --availability drain node2'),
      ],
    });
    const names = result.summary.phases.map(({ name }) => name);
    expect(names).toEqual(['before update web', 'update web', 'after update web', 'drain node2', 'after drain node2']);
    const completed = result.updates.find(({ state }) => state === 'completed');
    expect(result.summary.phases[1]).toMatchObject({ from_s: 10, until_s: completed?.time_s });
    result.summary.phases.forEach((phase, index) => {
      expect(phase.until_s).toBe(result.summary.phases[index + 1]?.from_s ?? 120);
    });
    const requests = result.summary.phases.map(({ clients }) => clients.shoppers?.requests ?? 0);
    expect(requests.reduce((sum, count) => sum + count, 0)).toBe(result.summary.clients.shoppers?.requests);
  });

  it('of a stack last until all its services have converged', () => {
    const service = (image: string, deploy = {}) => ({ image, deploy });
    const composeFiles = {
      'compose.yml': { services: { api: service('web:1', { replicas: 2 }) } },
      'next.yml': {
        services: { api: service('web:2', { replicas: 2, update_config: { delay: '10s' } }), job: service('web:1') },
      },
    };
    const timeline = [
      typed(10_000, 'docker stack deploy -c compose.yml shop'),
      typed(40_000, 'docker stack deploy -c next.yml shop'),
      typed(100_000, 'docker stack rm shop'),
    ];
    const startMs = { kind: 'constant', value: 3_000 } as const;
    const images = imagesByName(...['web:1', 'web:2'].map((name) => servingImage(name, { cached: true, startMs })));
    const result = run({ composeFiles, images, timeline });
    const [, created, , updated, , removed] = result.summary.phases;
    expect([created, updated, removed].map((phase) => phase?.name)).toEqual([
      'deploy shop',
      'deploy shop 2',
      'remove shop',
    ]);
    // A new stack has converged once its tasks have run for a second.
    expect(created!.until_s).toBeGreaterThan(14);
    expect(created!.until_s).toBeLessThan(20);
    const completed = result.updates.find(({ state }) => state === 'completed');
    expect(updated).toMatchObject({ from_s: 40, until_s: completed?.time_s });
  });

  it('of a drain end when the machine is made active again before all that it took away has room', () => {
    const placement = { ...web.task.placement, constraints: ['node.hostname==node2'] };
    const bound = { ...web, task: { ...web.task, placement } };
    const availability = (atMs: number, to: string) => typed(atMs, `docker node update --availability ${to} node2`);
    const timeline = [availability(20_000, 'drain'), availability(60_000, 'active')];
    const [, drain] = run({ services: [bound], timeline }).summary.phases;
    expect(drain).toMatchObject({ name: 'drain node2', from_s: 20 });
    expect(drain!.until_s).toBeGreaterThan(60);
    expect(drain!.until_s).toBeLessThan(70);
  });

  it('of a crash last until the managers know and the replicas run again', () => {
    const result = run({ timeline: [crash(20_000, 'node2'), restore(90_000, 'node2')] });
    const [, gone] = result.summary.phases;
    const lost = result.tasks.filter(({ task, time_s }) => time_s > 20 && task !== '').at(-1);
    expect(gone?.name).toBe('crash node2');
    const running = result.tasks
      .filter(({ state, time_s }) => state === 'running' && time_s > 20)
      .map((row) => row.time_s);
    expect(gone?.until_s).toBeCloseTo(Math.max(...running.filter((time) => time < 90)) + 1, 0);
    expect(lost).toBeDefined();
    expect(stretches(result).at(-1)).toMatch(/^after restore node2: \d+–120$/);
  });

  it('that do not converge last to the end, and may overlap', () => {
    const lonely = { nanoCpus: 3e9, memoryBytes: 0, generic: [] };
    const wide = serviceSpec({ name: 'wide', task: taskSpec({ reservations: lonely }) });
    const result = run({
      services: [web, wide],
      timeline: [crash(20_000, 'node2'), typed(30_000, 'docker service scale --detach web=6')],
    });
    expect(stretches(result)).toEqual(['before crash node2: 5–20', 'crash node2: 20–120', 'scale web: 30–36']);
  });

  it('of one instant are one, until all of them have converged', () => {
    const lonely = { nanoCpus: 3e9, memoryBytes: 0, generic: [] };
    const wide = serviceSpec({ name: 'wide', task: taskSpec({ reservations: lonely }) });
    const update = typed(20_000, 'docker service update --detach --image web:2 web');
    const alone = run({ timeline: [update, typed(20_000, 'docker service scale --detach web=6')] });
    expect(stretches(alone).map((stretch) => stretch.split(':')[0])).toEqual([
      'before update web and scale web',
      'update web and scale web',
      'after update web and scale web',
    ]);
    const together = run({ services: [web, wide], timeline: [update, crash(20_000, 'node2')] });
    expect(stretches(together)).toEqual([
      'before update web and crash node2: 5–20',
      'update web and crash node2: 20–120',
    ]);
  });

  it('are those that the scenario writes, if it does', () => {
    const result = run({
      phases: [
        { name: 'early', fromMs: 0, untilMs: 60_000 },
        { name: 'late', fromMs: 30_000, untilMs: 120_000 },
      ],
      timeline: [crash(20_000, 'node2')],
      expect: ["requests(shoppers, phase 'late') > 10", "p99(shoppers, phase 'never') < 1h"].map(parseExpectation),
    });
    expect(stretches(result)).toEqual(['early: 0–60', 'late: 30–120']);
    const [late, never] = result.summary.expectations;
    expect(late).toMatchObject({ holds: true, value: result.summary.phases[1]?.clients.shoppers?.requests });
    expect(never).toMatchObject({ holds: false, value: null });
  });

  it('change nothing in the run', () => {
    const quiet = [{ name: 'all', fromMs: 0, untilMs: 120_000 }];
    const timeline = [typed(10_000, 'docker service update --detach --image web:2 web'), crash(50_000, 'node2')];
    const clients = [client(0.05, { target: { kind: 'service', service: 'web', port: 80 }, demandMs: exponential(9) })];
    const [made, written] = [run({ timeline, clients }), run({ timeline, clients, phases: quiet })];
    expect(made.summary.fingerprint).toBe(written.summary.fingerprint);
    expect(made.latency).toEqual(written.latency);
  });
});

describe('names of phases', () => {
  it('are in the words of the commands, each one once', () => {
    const entries = [
      typed(1, 'docker service update --image web:2 web'),
      typed(2, 'docker service update --image web:3 web'),
      typed(3, 'docker service scale web=3 api=2'),
      typed(4, 'docker node ls'),
      typed(5, 'docker service update --force $(docker service ls -q)'),
      restore(6, 'node2'),
    ];
    expect(phaseNames(entries).filter((name) => !name.startsWith('after'))).toEqual([
      'before update web',
      'update web',
      'update web 2',
      'scale web, api',
      'restore node2',
    ]);
  });

  it('name what happens at one instant together, and not more than can be read', () => {
    const crashes = [1, 2, 3, 4].map((index) => crash(5, `node${index}`));
    const named = (count: number) => phaseNames(crashes.slice(0, count))[1];
    expect([1, 2, 3, 4].map(named)).toEqual([
      'crash node1',
      'crash node1 and crash node2',
      'crash node1 and crash node2 and crash node3',
      'crash node1 and crash node2 and 2 more',
    ]);
    expect(phaseNames([crash(5, 'node1'), crash(5, 'node1')])[1]).toBe('crash node1');
  });

  it('end with the most phases that there are, which says how many it leaves out', () => {
    const entries = Array.from({ length: 45 }, (_, index) => crash(1000 * index, 'node2'));
    const { plans, leftOut } = planPhases(entries);
    expect([plans.size, leftOut]).toEqual([40, 5]);
    expect(phaseNames(entries).at(-1)).toBe('after crash node2 40');
    expect(planPhases(entries.slice(0, 40)).leftOut).toBe(0);
  });
});
