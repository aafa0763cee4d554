import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from './balancer/plain-balancer.ts';
import type { LinkEnd, LinksSpec } from './links.ts';
import type { BalancerSpec, NetworkSpec } from './spec.ts';
import { client, constant, TrafficWorld } from './testing/traffic-world.ts';

const zone = (value: string): LinkEnd => ({ kind: 'label', label: 'zone', value });
const node = (name: string): LinkEnd => ({ kind: 'node', name });

const lb: BalancerSpec = {
  ...plainBalancer,
  name: 'lb',
  frontends: [{ ...plainFrontend, name: 'fe', ports: [80], defaultBackend: 'be' }],
  backends: [
    { ...plainBackend, name: 'be', servers: [{ ...plainServer, id: 1, name: 's1', host: 'node1', port: 80 }] },
  ],
};

/** Latency of a request of no work that enters at node1; the only task is on node2, or on node3. */
function latencyMs(links: Partial<LinksSpec>, taskOn: number, more: Parameters<typeof client>[1] = {}): number {
  const network: NetworkSpec = {
    ...{ clientMs: constant(1), balancerMs: constant(10), overlayMs: constant(100), connectTimeoutMs: 5000 },
    links: { links: [], zones: null, ...links },
  };
  const trace = { timesMs: [0], demandsMs: null };
  const clients = [
    client(1, {
      ...{
        arrivals: { kind: 'trace', trace },
        target: { kind: 'node', node: 'node1', port: 80 },
        trace: 1,
        fromMs: 2000,
      },
      ...more,
    }),
  ];
  const nodes = ['a', 'b', 'a'].map((value, index) => ({
    ...{ name: `node${index + 1}`, address: `10.0.0.${index + 1}`, cpus: 1, speed: 1, labels: { zone: value } },
  }));
  const world = new TrafficWorld([1, 1, 1], { network, nodes, clients, balancers: [lb], durationMs: 5000 });
  world.task(taskOn, { demandMs: constant(0) });
  world.traffic.start();
  world.run(5000);
  return world.traces[0]!.latency_ms;
}

const far = (ms: number, ...between: [LinkEnd, LinkEnd]) => ({ between, latencyMs: constant(ms) });
const asksBalancer = { target: { kind: 'balancer', balancer: 'lb', port: 80 } } as const;

describe('the latency of a hop', () => {
  it.each([
    ['without a rule is that of its kind', {}, 1, 2 * (1 + 100)],
    ['between zones', { zones: { label: 'zone', latencyMs: constant(30) } }, 1, 2 * (1 + 30)],
    ['within a zone is that of its kind', { zones: { label: 'zone', latencyMs: constant(30) } }, 2, 2 * (1 + 100)],
    ['by a link, whichever way it is written', { links: [far(7, node('node2'), zone('a'))] }, 1, 2 * (1 + 7)],
    [
      'by the first link that fits, before the zones',
      {
        links: [far(7, zone('c'), zone('a')), far(8, zone('a'), zone('b')), far(9, node('node1'), node('node2'))],
        zones: { label: 'zone', latencyMs: constant(30) },
      },
      1,
      2 * (1 + 8),
    ],
  ])('%s', (_what, links, taskOn, ms) => {
    expect(latencyMs(links, taskOn)).toBeCloseTo(ms, 9);
  });

  it('between a balancer and a node', () => {
    const links = [far(3, { kind: 'balancer', name: 'lb' }, zone('a'))];
    expect(latencyMs({ links }, 1, asksBalancer)).toBeCloseTo(2 * (1 + 3 + 100), 9);
    expect(latencyMs({}, 1, asksBalancer)).toBeCloseTo(2 * (1 + 10 + 100), 9);
  });

  it('from a client that is far away', () => {
    expect(latencyMs({}, 1, { latencyMs: constant(40) })).toBeCloseTo(2 * (40 + 100), 9);
  });
});
