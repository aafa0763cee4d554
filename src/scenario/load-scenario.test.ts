import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Scenario } from '../simulation/scenario.ts';
import { loadScenario } from './load-scenario.ts';
import { but, filesOf, plus, plusClient, sound } from './testing/sound-scenario.ts';

function load(text: string, overrides: readonly string[] = [], others: Record<string, string> = {}): Scenario {
  return loadScenario(filesOf({ 'a/scenario.yaml': text, ...others }), 'a/scenario.yaml', overrides).scenario;
}

describe('machines', () => {
  it('with a count are numbered from 1, and have addresses from 192.168.99.100 on', () => {
    const { nodes } = load(but('count: 2', 'count: 10')).cluster;
    expect(nodes.map(({ name, address }) => `${name} ${address}`)).toEqual([
      'manager1 192.168.99.100',
      ...Array.from({ length: 10 }, (_, i) => `worker${i + 1} 192.168.99.${i + 101}`),
    ]);
  });

  it('with a count of 1 are numbered too', () => {
    expect(load(but('count: 2', 'count: 1')).cluster.nodes.map(({ name }) => name)).toEqual(['manager1', 'worker1']);
  });

  it('with a count and an address have those that follow; others get what is free', () => {
    const { nodes } = load(but('name: worker, count: 2', 'name: worker, count: 2, address: 192.168.99.100')).cluster;
    expect(nodes.map(({ address }) => address)).toEqual(['192.168.99.102', '192.168.99.100', '192.168.99.101']);
  });

  it('have labels as they are written', () => {
    const { nodes } = load(but('name: worker,', 'name: worker, labels: { os: 1.10, ssd: true, zone: a },')).cluster;
    expect(nodes[1]?.labels).toEqual({ os: '1.10', ssd: 'true', zone: 'a' });
  });

  it('need no manager where there is no swarm', () => {
    const text = but('role: manager, ', '').replace('cluster:', 'cluster:\n  swarm: none');
    expect(load(text.slice(0, text.indexOf('services:'))).cluster.swarm).toBe('none');
  });

  it('may be thousands', () => {
    expect(load(but('count: 2', 'count: 10000')).cluster.nodes).toHaveLength(10_001);
  });
});

describe('images', () => {
  it('take over what the one says that they are like, and it what its own says', () => {
    const { images } = load(
      but(
        'web:2: { like: web:1 }',
        'web:3: { like: web:2, backlog: 5 }\n  web:2: { like: web:1, backlog: 7, concurrency: unlimited }',
      ),
    );
    expect(images['web:3']).toMatchObject({
      sizeBytes: 20e6,
      serving: { backlog: 5, concurrency: Number.POSITIVE_INFINITY },
    });
  });

  it('go by their full names', () => {
    const { images, services } = load(but('web:1: {', 'nginx: {').replaceAll('web:1', 'docker.io/library/nginx'));
    expect(Object.keys(images)).toEqual(['nginx:latest', 'web:2']);
    expect(services[0]?.task.container.image).toBe('nginx:latest');
  });

  it.each([
    ['exit', { kind: 'exit', afterMs: { kind: 'constant', value: 0 } }],
    ['ignore', { kind: 'ignore' }],
    ['{ exit: 0s }', { kind: 'exit', afterMs: { kind: 'constant', value: 0 } }],
    ['{ drain: 10s }', { kind: 'drain', limitMs: 10_000 }],
  ])('are stopped by %s', (written, onStop) => {
    expect(load(but('{ size: 20MB }', `{ on_stop: ${written} }`)).images['web:1']?.onStop).toEqual(onStop);
  });

  it.each([
    ['8ms', { kind: 'constant', value: 8 }],
    ['0s', { kind: 'constant', value: 0 }],
    ['{ uniform: { min: 1ms, max: 2ms } }', { kind: 'uniform', min: 1, max: 2 }],
    ['{ exponential: { mean: 8ms } }', { kind: 'exponential', mean: 8 }],
    ['{ erlang: { shape: 3, mean: 8ms } }', { kind: 'erlang', shape: 3, mean: 8 }],
    ['{ weibull: { shape: 0.5, scale: 8ms } }', { kind: 'weibull', shape: 0.5, scale: 8 }],
    ['{ pareto: { shape: 2.5, scale: 8ms } }', { kind: 'pareto', shape: 2.5, scale: 8 }],
    ['{ lognormal: { median: 8ms, p99: 8ms } }', { kind: 'lognormal', mu: Math.log(8), sigma: 0 }],
    ['{ empirical: { values: [1ms, 2ms], weights: [3, 1] } }', { kind: 'empirical', values: [1, 2], weights: [3, 1] }],
    [
      '{ hyperexponential: { branches: [{ probability: 1, mean: 8ms }] } }',
      { kind: 'hyperexponential', branches: [{ probability: 1, mean: 8 }] },
    ],
  ])('have a demand of %s', (written, law) => {
    const { images } = load(but('{ size: 20MB }', `{ demand: ${written} }`));
    expect(images['web:1']?.serving?.demandMs).toEqual(law);
  });
});

describe('names that objects have', () => {
  it('are names like others', () => {
    const text = plus('  constructor: { image: web:1 }').concat('expect:\n  - running(constructor) == 1\n');
    expect(load(text).services.map(({ name }) => name)).toEqual(['constructor', 'web']);
  });
});

describe('services', () => {
  it('that a command creates are known to traffic and expectations', () => {
    const text = plusClient('to: service:api:80, arrivals: { poisson: { rate: 1/s } }').concat(
      'timeline:\n  - { at: 5s, run: docker service create --name api web:1 }\nexpect:\n  - running(api) == 1\n',
    );
    expect(load(text).clients[0]?.target).toEqual({ kind: 'service', service: 'api', port: 80, resolveMs: 0 });
  });
});

describe('clients', () => {
  it.each([
    ['nodes:8080', { kind: 'nodes', port: 8080 }],
    ['worker2:8080', { kind: 'node', node: 'worker2', port: 8080 }],
    ['192.168.99.100:8080', { kind: 'node', node: 'manager1', port: 8080 }],
    ['service:web:80', { kind: 'service', service: 'web', port: 80, resolveMs: 0 }],
  ])('go to %s', (to, target) => {
    expect(load(plusClient(`to: "${to}", arrivals: { constant: { rate: 1/s } }`)).clients[0]?.target).toEqual(target);
  });

  it.each([
    ['{ poisson: { rate: 120/m } }', { kind: 'poisson', rate: { kind: 'constant', perMs: 0.002 } }],
    ['{ constant: { rate: 0/s } }', { kind: 'constant', rate: { kind: 'constant', perMs: 0 } }],
    ['{ every: 1s }', { kind: 'renewal', gapMs: { kind: 'constant', value: 1000 } }],
    [
      '{ poisson: { steps: [{ at: 0s, rate: 1/s }, { at: 1m, rate: 2/s }] } }',
      {
        kind: 'poisson',
        rate: {
          kind: 'steps',
          steps: [
            { atMs: 0, perMs: 0.001 },
            { atMs: 60_000, perMs: 0.002 },
          ],
        },
      },
    ],
    [
      '{ poisson: { ramp: [{ at: 0s, rate: 1/s }] } }',
      { kind: 'poisson', rate: { kind: 'ramp', points: [{ atMs: 0, perMs: 0.001 }] } },
    ],
    [
      '{ poisson: { daily: { low: 1/s, high: 2/s } } }',
      { kind: 'poisson', rate: { kind: 'daily', lowPerMs: 0.001, highPerMs: 0.002, peakHour: 14 } },
    ],
  ])('send %s', (written, arrivals) => {
    expect(load(plusClient(`to: nodes:8080, arrivals: ${written}`)).clients[0]?.arrivals).toEqual(arrivals);
  });

  it('are traced as the scenario says, or as they say themselves', () => {
    const text = plusClient(
      'to: nodes:8080, arrivals: { every: 1s } }\n  - { name: b, to: nodes:8080, arrivals: { every: 1s }, trace: 0%',
    );
    expect(load(`trace: 5%\n${text}`).clients.map(({ name, trace }) => [name, trace])).toEqual([
      ['b', 0],
      ['shoppers', 0.05],
    ]);
  });
});

describe('a client', () => {
  it('sends at the times that are named, counted from its begin', () => {
    const text = plusClient('to: nodes:8080, from: 2s, arrivals: { at: [9s, 3s] }');
    expect(load(text).clients[0]?.arrivals).toEqual({
      kind: 'trace',
      trace: { timesMs: [1000, 7000], demandsMs: null },
    });
  });
});

describe('a balancer', () => {
  const cfg =
    'frontend f\n  mode http\n  bind *:80\n  default_backend b\nbackend b\n  mode http\n  server s worker1:8080\n';

  it('is read from the folder of the scenario, in its version as it is written', () => {
    const text = plus('balancers:\n  - { name: lb, config: haproxy.cfg, version: 2.0, publish: ["8888:80"] }');
    expect(load(text, [], { 'a/haproxy.cfg': cfg }).balancers).toMatchObject([
      { name: 'lb', version: '2.0', publish: [{ published: 8888, target: 80 }], startMs: 0 },
    ]);
  });

  it('stops after its start', () => {
    const balancer = (stop: string) =>
      plus(`balancers: [{ name: lb, servers: "nodes:8080", start: 5s, stop: ${stop} }]`);
    expect(load(balancer('8s')).balancers).toMatchObject([{ startMs: 5000, stopMs: 8000 }]);
    expect(() => load(balancer('5s'))).toThrow('stop must be after start');
  });

  it('has the version that --set says', () => {
    const text = plus('balancers:\n  - { name: lb, config: haproxy.cfg }');
    const { balancers } = load(text, ['balancers.lb.version=2.10'], { 'a/haproxy.cfg': cfg });
    expect(balancers[0]?.version).toBe('2.10');
  });
});

describe('the order of lists', () => {
  it('means nothing where order means nothing', () => {
    const written = parse(
      plusClient(
        'to: nodes:8080, arrivals: { every: 1s } }\n  - { name: admins, to: worker1:8080, arrivals: { every: 2s }',
      ).concat('expect: [pending == 0]\ntimeline: [{ at: 1m, crash: worker1 }, { at: 30s, crash: worker2 }]\n'),
    );
    written.cluster.nodes[1].labels = { zone: 'a', disk: 'ssd' };
    const turned = {
      ...written,
      cluster: {
        nodes: [{ ...written.cluster.nodes[1], labels: { disk: 'ssd', zone: 'a' } }, written.cluster.nodes[0]],
      },
      images: Object.fromEntries(Object.entries(written.images).reverse()),
      services: Object.fromEntries(Object.entries(written.services).reverse()),
      traffic: written.traffic.toReversed(),
      timeline: written.timeline.toReversed(),
    };
    const places = (scenario: Scenario) => scenario.timeline.map(({ where }) => where);
    const [one, other] = [load(stringify(written)), load(stringify(turned))];
    expect(places(one)).not.toEqual(places(other));
    const withoutPlaces = (scenario: Scenario) =>
      JSON.stringify({ ...scenario, timeline: scenario.timeline.map(({ atMs, action }) => ({ atMs, action })) });
    expect(withoutPlaces(other)).toBe(withoutPlaces(one));
  });
});

describe('the whole', () => {
  it('has defaults', () => {
    expect(load(sound)).toMatchObject({
      seed: 1,
      durationMs: 120_000,
      warmupMs: 0,
      intervalMs: 500,
      drain: false,
      startUnixMs: Date.UTC(2026, 0, 1),
      profile: 'docker-20.10',
      placement: 'spread',
      rebalance: 'off',
      autoscale: [],
      warnings: [],
    });
  });

  it('takes a seed that is a word', () => {
    expect(load(sound, ['seed="007"']).seed).toBe('007');
  });

  it('says which words of a service have no effect', () => {
    expect(load(but('image: web:1', 'image: web:1\n    privileged: true')).warnings).toEqual([
      'services.web: privileged has no effect',
    ]);
  });
});
