import { describe, expect, it } from 'vitest';
import { client, constant } from '../traffic/testing/traffic-world.ts';
import { parseExpectation } from './expectation-parser.ts';
import { simulate } from './simulation.ts';
import { crash, imagesByName, scenario, servingImage, typed } from './testing/scenario.ts';
import { serviceSpec, taskSpec } from './testing/task.ts';

const two = serviceSpec({ mode: { kind: 'replicated', replicas: 2 } });

describe('the summary', () => {
  it('has what runs after a crash, not what the managers go on believing of the lost machine', () => {
    const { summary } = simulate(scenario({ services: [two], timeline: [crash(10_000, 'node2')] }));
    expect(summary.services.web).toMatchObject({ replicas: 2, running: 2 });
    expect(summary.nodes.node1).toMatchObject({ running: 2, state: 'ready' });
    expect(summary.nodes.node2).toMatchObject({ running: 0, state: 'down' });
    expect(summary.placement).toMatchObject({ imbalance_max: 0, moves: 1 });
  });

  it('has the time without all replicas: from the crash until the replacement runs', () => {
    const { summary, tasks } = simulate(
      scenario({ warmupMs: 5000, services: [two], timeline: [crash(10_000, 'node2')] }),
    );
    const restoredS = tasks.filter(({ state }) => state === 'running').at(-1)?.time_s ?? Number.NaN;
    const { availability, time_to_recover_s } = summary.services.web ?? {};
    // The managers hear of a start within a tenth of a second.
    expect(time_to_recover_s).toBeGreaterThan(restoredS - 10 - 0.15);
    expect(time_to_recover_s).toBeLessThanOrEqual(restoredS - 10);
    expect(availability).toBeCloseTo(1 - (time_to_recover_s ?? 0) / 55, 9);
  });

  it('keeps a service that was removed, with nothing wanted and nothing there', () => {
    const { summary } = simulate(scenario({ services: [two], timeline: [typed(10_000, 'docker service rm web')] }));
    expect(summary.services.web).toMatchObject({ replicas: 0, running: 0, tasks_created: 2 });
  });

  it('has the parts of latency that are expected, over the run and over a part of it', () => {
    const jobs = client(0.5, { name: 'jobs', target: { kind: 'service', service: 'web', port: 80 } });
    const { summary, parts } = simulate(
      scenario({
        images: imagesByName(servingImage('web:1', { cached: true })),
        services: [two],
        clients: [jobs],
        warmupMs: 10_000,
        expect: ['mean_backlog(jobs) > 0s', 'p99_service(jobs) > 0s', 'mean_backlog(jobs, 20s..30s) > 0s'].map(
          parseExpectation,
        ),
      }),
    );
    const { backlog, service } = summary.clients.jobs!.parts;
    const third = parts.find(({ part, time_s }) => part === 'backlog' && time_s === 20);
    expect(backlog.mean_ms).toBeGreaterThan(0);
    expect(third?.mean_ms).not.toBe(backlog.mean_ms);
    expect(summary.expectations.map(({ value }) => value)).toEqual([backlog.mean_ms, service.p99_ms, third?.mean_ms]);
  });

  it('has the loads that are expected, over the run, a part of it and a phase', () => {
    const jobs = client(1.5, { name: 'web', target: { kind: 'service', service: 'web', port: 80 } });
    const { summary, service_load } = simulate(
      scenario({
        images: imagesByName(servingImage('web:1', { cached: true })),
        services: [two],
        clients: [jobs],
        intervalMs: 10_000,
        phases: [{ name: 'third', fromMs: 20_000, untilMs: 30_000 }],
        expect: [
          'utilisation(web) < 1',
          'utilisation(web, 20s..30s) < 1',
          "utilisation(web, phase 'third') < 1",
          "backlog_length(web, phase 'third') < 1",
          'backlog_length_max(web, 20s..30s) < 1',
          "backlog_length(web, phase 'never') < 1",
          'backlog_length(nobody) < 1',
        ].map(parseExpectation),
      }),
    );
    const third = service_load.find(({ time_s }) => time_s === 20)!;
    expect(third.utilisation).toBeCloseTo(0.75, 1);
    expect(third.utilisation).not.toBe(summary.services.web!.utilisation);
    const values = summary.expectations.map(({ value }) => value);
    expect(values.slice(0, 1)).toEqual([summary.services.web!.utilisation]);
    expect(values[1]).toBeCloseTo(third.utilisation!, 9);
    expect(values.slice(2, 3)).toEqual(values.slice(1, 2));
    expect(values[3]).toBeCloseTo(third.backlog_length, 9);
    expect(values.slice(4)).toEqual([third.backlog_length_max, null, null]);
  });

  it('counts the tasks that wait for a node, and for how long', () => {
    const spec = serviceSpec({
      mode: { kind: 'replicated', replicas: 3 },
      task: taskSpec({ reservations: { nanoCpus: 3e9, memoryBytes: 0, generic: [] } }),
    });
    const { summary } = simulate(
      scenario({
        services: [spec],
        expect: [
          {
            text: 'pending == 1',
            metric: 'pending',
            subject: null,
            phase: null,
            window: null,
            comparison: '==',
            limit: 1,
          },
        ],
      }),
    );
    expect(summary.expectations).toEqual([{ text: 'pending == 1', value: 1, holds: true }]);
    expect(summary.services.web?.pending_s).toBeCloseTo(60, 0);
    expect(summary.warnings).toContain('service web: 2 of 3 replicas run at the end');
  });

  it('has machines outside the swarm without a state', () => {
    const cluster = { ...scenario().cluster, swarm: 'none' as const };
    expect(simulate(scenario({ cluster })).summary.nodes.node1).toMatchObject({ state: '', availability: '' });
  });

  it('takes names for what they are, even those of JavaScript', () => {
    const images = imagesByName(servingImage('constructor:latest', { startMs: constant(1) }));
    const spec = serviceSpec({ name: 'constructor' });
    const container = { ...spec.task.container, image: 'constructor' };
    const services = [{ ...spec, task: { ...spec.task, container } }];
    expect(Object.keys(simulate(scenario({ images, services })).summary.services)).toEqual(['constructor']);
  });
});
