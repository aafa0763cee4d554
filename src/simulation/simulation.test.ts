import { describe, expect, it } from 'vitest';
import { type ClientSpec, plainContent, sentOnce } from '../traffic/spec.ts';
import { constant } from '../traffic/testing/traffic-world.ts';
import { Simulation, simulate } from './simulation.ts';
import { imagesByName, scenario, servingImage } from './testing/scenario.ts';
import { serviceSpec } from './testing/task.ts';

const port = { protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'ingress' } as const;
const published = { mode: 'vip', ports: [port] } as const;

/** Asks node1:8080 once a second from the tenth on. */
const patient: ClientSpec = {
  name: 'jobs',
  target: { kind: 'node', node: 'node1', port: 8080 },
  arrivals: { kind: 'constant', rate: { kind: 'constant', perMs: 1e-3 } },
  timeoutMs: null,
  ...sentOnce,
  fromMs: 10_000,
  untilMs: null,
  demandMs: null,
  content: plainContent,
  trace: 0,
  traceWindow: null,
};

describe('a simulation', () => {
  it('refuses a service that the swarm refuses, with its place and reason', () => {
    const services = [
      serviceSpec({ name: 'one', endpoint: published }),
      serviceSpec({ name: 'two', endpoint: published }),
    ];
    expect(() => new Simulation(scenario({ services }))).toThrow(
      /^services\.two: the swarm refuses the service two:\n {2}rpc error: code = InvalidArgument desc = port '8080' is already in use by service 'one'/,
    );
  });

  it('does not go beyond its duration', () => {
    const simulation = new Simulation(scenario());
    simulation.advanceTo(1e9);
    expect(simulation.nowMs).toBe(60_000);
  });

  it('drains until the last request has ended', () => {
    const images = imagesByName(
      servingImage('web:1', {
        serving: { demandMs: constant(1500), concurrency: 1, backlog: Number.POSITIVE_INFINITY },
      }),
    );
    const services = [serviceSpec({ mode: { kind: 'replicated', replicas: 1 }, endpoint: published })];
    const simulation = new Simulation(scenario({ images, services, clients: [patient], drain: true }));
    const { summary } = simulation.finish();
    expect(summary.clients.jobs).toMatchObject({ requests: 49, ok: 49 });
    // 49 requests of 1.5 s each, from 11 s on, seen in steps of a second.
    expect(simulation.nowMs).toBe(85_000);
  });

  it('gives up draining when nothing ends any more, and says so', () => {
    const images = imagesByName(
      servingImage('web:1', {
        serving: { demandMs: constant(1e9), concurrency: 1, backlog: Number.POSITIVE_INFINITY },
      }),
    );
    const services = [serviceSpec({ mode: { kind: 'replicated', replicas: 1 }, endpoint: published })];
    const simulation = new Simulation(scenario({ images, services, clients: [patient], drain: true }));
    const { summary } = simulation.finish();
    expect(simulation.nowMs).toBe(660_000);
    expect(summary.warnings).toContain(
      '49 requests had no end: nothing ended for 10 minutes while the queues were to be emptied',
    );
  });

  it('gives the same result in odd steps as at one go', () => {
    const given = scenario({ services: [serviceSpec({ endpoint: published })], clients: [patient] });
    const simulation = new Simulation(given);
    for (let atMs = 0; atMs < 60_000; atMs += 777) simulation.advanceTo(atMs);
    expect(simulation.finish()).toEqual(simulate(given));
  });
});
