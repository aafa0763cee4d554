import { describe, expect, it } from 'vitest';
import { client } from '../traffic/testing/traffic-world.ts';
import type { FaultAction } from './scenario.ts';
import { simulate } from './simulation.ts';
import { fault, scenario } from './testing/scenario.ts';
import { serviceSpec } from './testing/task.ts';

/** A request each second to two tasks of 1 ms a request; one fault, 20.5 s from the start. */
function play(action: FaultAction) {
  const jobs = client(0.001, {
    ...{ target: { kind: 'nodes', port: 8080 }, fromMs: 10_000, untilMs: 40_000, trace: 1 },
    arrivals: { kind: 'constant', rate: { kind: 'constant', perMs: 0.001 } },
  });
  const ports = [{ protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'ingress' }] as const;
  const service = serviceSpec({ endpoint: { mode: 'vip', ports } });
  const { events, requests } = simulate(
    scenario({ clients: [jobs], services: [service], timeline: [fault(20_500, action)] }),
  );
  return {
    event: events.find(({ kind }) => kind === action.kind),
    services: requests.map(({ time_s, service_ms, node }) => ({ time_s, service_ms, node })),
  };
}

describe('a fault of the timeline', () => {
  it('makes a machine slow for its time, and is told of', () => {
    const { event, services } = play({ kind: 'slow', node: 'node1', factor: 0.25, forMs: 8000 });
    expect(event).toMatchObject({ time_s: 20.5, what: 'node1 at 0.25 for 8s', exit_code: null });
    for (const { time_s, service_ms, node } of services) {
      const slow = node === 'node1' && time_s > 20.5 && time_s < 28.5;
      expect(service_ms).toBeCloseTo(slow ? 4 : 1, 6);
    }
  });

  it('takes CPUs of a machine', () => {
    const { event, services } = play({ kind: 'noise', node: 'node1', cpus: 3.5, forMs: null });
    expect(event?.what).toBe('node1 by 3.5 CPUs');
    for (const { time_s, service_ms, node } of services)
      expect(service_ms).toBeCloseTo(node === 'node1' && time_s > 20.5 ? 2 : 1, 6);
  });

  it('stops what runs for a slot, which goes on where it was', () => {
    const target = { kind: 'slot', service: 'web', slot: 1 } as const;
    const { event, services } = play({ kind: 'pause', target, forMs: 5000 });
    expect(event?.what).toBe('web.1 for 5s');
    const late = services.filter(({ service_ms }) => service_ms > 2);
    expect(late.length).toBe(1);
    expect(late[0]!.time_s).toBeCloseTo(25.501, 6);
  });

  it('stops a machine', () => {
    const target = { kind: 'machine', node: 'node2' } as const;
    const { services } = play({ kind: 'pause', target, forMs: 5000 });
    expect(services.filter(({ service_ms }) => service_ms > 2).map(({ node }) => node)).toEqual(['node2']);
  });

  it('cuts machines off; their containers take requests again when it is over', () => {
    const { event, services } = play({ kind: 'partition', nodes: ['node2'], forMs: 8000 });
    expect(event?.what).toBe('node2 for 8s');
    const there = services.filter(({ node, service_ms }) => node === 'node2' && service_ms === 1);
    expect(there.filter(({ time_s }) => time_s > 20.5 && time_s < 28.5)).toEqual([]);
    expect(there.filter(({ time_s }) => time_s > 30).length).toBeGreaterThan(2);
  });

  it('kills an engine, and its containers answer as before', () => {
    const { event, services } = play({ kind: 'kill_dockerd', node: 'node2', forMs: null });
    expect(event?.what).toBe('node2');
    expect(
      services.filter(({ time_s, node }) => time_s > 20.5 && time_s < 25 && node === 'node2').length,
    ).toBeGreaterThan(1);
  });

  it('stops an engine with its containers, and starts it again', () => {
    const { services } = play({ kind: 'stop_dockerd', node: 'node2', forMs: 4000 });
    expect(services.filter(({ time_s, node }) => time_s > 20.6 && time_s < 24 && node === 'node2')).toEqual([]);
    expect(services.filter(({ time_s, node }) => time_s > 33 && node === 'node2').length).toBeGreaterThan(1);
  });

  it('says when there is nothing that could stand still', () => {
    const target = { kind: 'slot', service: 'web', slot: 9 } as const;
    expect(play({ kind: 'pause', target, forMs: 5000 }).event?.stderr).toContain('no container runs for this slot');
  });
});
