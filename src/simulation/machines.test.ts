import { describe, expect, it } from 'vitest';
import { plainContent, sentOnce } from '../traffic/spec.ts';
import { constant } from '../traffic/testing/traffic-world.ts';
import type { Scenario } from './scenario.ts';
import { Simulation, simulate } from './simulation.ts';
import { crash, imagesByName, machine, machines, restore, scenario, servingImage, typed } from './testing/scenario.ts';
import { serviceSpec } from './testing/task.ts';

const web = serviceSpec({
  mode: { kind: 'global' },
  endpoint: {
    mode: 'vip',
    ports: [{ protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'ingress' }],
  },
});

function end(overrides: Partial<Scenario>): Simulation {
  const simulation = new Simulation(scenario(overrides));
  simulation.finish();
  return simulation;
}

function fingerprint(timeline: Scenario['timeline']): string {
  return simulate(scenario({ services: [web], timeline })).summary.fingerprint;
}

describe('a machine that crashes', () => {
  it('cannot crash once more while it is down', () => {
    expect(fingerprint([crash(20_000, 'node2'), crash(25_000, 'node2')])).toBe(fingerprint([crash(20_000, 'node2')]));
  });

  it('is not restored while it is up: its agent does not register anew', () => {
    expect(fingerprint([restore(20_000, 'node2'), crash(30_000, 'node2')])).toBe(fingerprint([crash(30_000, 'node2')]));
  });

  it('answers no requests while it is down, in a swarm or not', () => {
    const asked = {
      name: 'jobs',
      target: { kind: 'node', node: 'node2', port: 80 } as const,
      arrivals: { kind: 'constant', rate: { kind: 'constant', perMs: 1e-3 } } as const,
      ...{
        ...sentOnce,
        timeoutMs: 500,
        fromMs: 0,
        untilMs: null,
        demandMs: null,
        content: plainContent,
        trace: 0,
        traceWindow: null,
      },
    };
    const cluster = { ...scenario().cluster, swarm: 'none' as const };
    const { latency } = simulate(
      scenario({ cluster, clients: [asked], timeline: [crash(20_500, 'node2'), restore(40_500, 'node2')] }),
    );
    expect(latency.map((row) => [row.error_refused, row.error_timeout])).toEqual([
      [9, 0],
      [10, 0],
      [1, 9],
      [0, 10],
      [9, 1],
      [10, 0],
    ]);
  });

  it('throws away the part of an image that it had pulled', () => {
    const images = imagesByName(servingImage('web:1', { cached: false, sizeBytes: 10e6, createMs: constant(0) }));
    const { tasks } = simulate(
      scenario({ images, services: [web], timeline: [crash(5000, 'node2'), restore(6000, 'node2')] }),
    );
    const running = tasks.find(({ node, state }) => node === 'node2' && state === 'running');
    // 10 MB a node at 1 MB/s for both. From 5 s node1 pulls alone, from 6 s both do; node1 is through at 19 s, node2 at 22.5 s.
    expect(running?.time_s).toBeGreaterThan(22.5);
    expect(running?.time_s).toBeLessThan(23.5);
  });
});

describe('a machine whose node was removed', () => {
  const timeline = [crash(10_000, 'node2'), typed(40_000, 'docker node rm node2'), restore(50_000, 'node2')];

  it('can come back, and is no node', () => {
    const { world } = end({ services: [web], timeline });
    expect(world.swarms[0]?.control.listNodes()).toHaveLength(1);
    expect(world.directory.view('node2')).toEqual({ name: 'node2', state: '', availability: '' });
  });

  it('takes its containers with it when it crashes after a forced removal', () => {
    const { world } = end({
      services: [web],
      timeline: [typed(10_000, 'docker node rm --force node2'), crash(20_000, 'node2')],
    });
    const onNode2 = world.traffic.parts.stations.all.filter(({ description }) => description.node === 1);
    expect(onNode2.map(({ state }) => state)).toEqual(['gone']);
  });
});

describe('a machine that leaves its swarm', () => {
  it('takes its containers with it, is missed after a while, and may come again', () => {
    const cluster = { ...scenario().cluster, nodes: [...machines(2), machine('node3')] };
    const simulation = new Simulation(
      scenario({
        cluster,
        services: [web],
        timeline: [
          typed(10_000, 'docker swarm leave', { on: 'node3' }),
          typed(40_000, 'docker swarm join --token $(docker swarm join-token -q worker) 10.0.0.1:2377', {
            on: 'node3',
          }),
        ],
      }),
    );
    const { events } = simulation.finish();
    expect(events.filter(({ kind }) => kind === 'command').map(({ stdout }) => stdout)).toEqual([
      'Node left the swarm.\n',
      'This node joined a swarm as a worker.\n',
    ]);
    const states = simulation.world.swarms[0]?.control.listNodes().map(({ status }) => status.state);
    expect(states).toEqual(['ready', 'ready', 'down', 'ready']);
  });
});

describe('a node that is promoted', () => {
  it('answers for the swarm', () => {
    const cluster = { ...scenario().cluster, nodes: [...machines(2), machine('node3')] };
    const { events } = simulate(
      scenario({
        cluster,
        timeline: [
          typed(1000, 'docker node ls', { on: 'node2', expectExit: 1 }),
          typed(2000, 'docker node promote node2'),
          typed(30_000, 'docker node ls', { on: 'node2' }),
        ],
      }),
    );
    expect(events.map(({ exit_code }) => exit_code)).toEqual([1, 0, 0]);
  });
});
