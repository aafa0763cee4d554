import { describe, expect, it } from 'vitest';
import { BackwardExecutor, here, smallScenario } from '../testing/small-experiment.ts';
import { designPlan, type PlanWishes } from './design-plan.ts';
import { plan } from './plan.ts';

const packing = `
name: packing
duration: 60s
profile: swarmkit
cluster:
  nodes:
    - { name: m, role: manager, cpus: 1, memory: 1GiB, availability: drain, labels: { zone: c } }
    - { name: a, count: 1, cpus: 2, memory: 4GiB, price: 10, labels: { zone: a } }
    - { name: b, count: 1, cpus: 4, memory: 8GiB, price: 19, labels: { zone: b } }
images: { x: { cached: true, serves: false } }
services: { web: { image: x, deploy: { replicas: 5, resources: { reservations: { cpus: "1" } } } } }
`;

function designOf(wishes: Partial<PlanWishes>, text: string) {
  return designPlan(
    { read: () => text },
    {
      path: 'small.yaml',
      overrides: [],
      find: 'nodes=a',
      range: { from: 1, to: 20 },
      promises: ['pending == 0'],
      survive: { kind: 'nothing', atMs: null, label: 'zone' },
      replications: { count: 3, most: 12 },
      confidence: 0.95,
      ...wishes,
    },
  );
}

async function planned(wishes: Partial<PlanWishes>, text = packing) {
  const design = designOf(wishes, text);
  const executor = new BackwardExecutor();
  const laboratory = { ...here, executor };
  const report = await plan(design, laboratory);
  return { ...report, runs: executor.jobs.length };
}

describe('a plan', () => {
  it('finds the least number of machines, and what binds one fewer', async () => {
    const { answer, verdict, binding } = await planned({ overrides: ['cluster.nodes.b.count=0'] });
    expect(answer).toBe(3);
    expect(verdict).toBe('The least that keeps every promise is 3 machines of the group a, with 95 % confidence.');
    expect(binding).toMatchObject({ at: 2, promise: 'pending == 0', loss: '' });
    expect(binding?.resource).toContain('insufficient resources on 2 nodes');
  });

  it('finds the greatest rate', async () => {
    const wishes = { find: 'rate=shoppers', range: null, promises: ['p99(shoppers) < 100ms'] };
    const { answer, sought, points } = await planned(wishes, smallScenario);
    expect(sought).toMatchObject({ extreme: 'greatest', from: 5, to: 5000 });
    expect(answer).toBeGreaterThan(50);
    expect(points.filter(({ holds }) => !holds).every(({ value }) => value > (answer ?? 0))).toBe(true);
  });

  it('does not take too few requests for a broken promise', async () => {
    const promises = ['p99(shoppers, 10s..10.1s) < 100ms'];
    const wishes = { find: 'rate=shoppers', range: { from: 1, to: 400 }, promises };
    const { answer } = await planned(wishes, smallScenario);
    expect(answer).toBeGreaterThan(50);
  });

  it('says that a promise has no value at any rate', async () => {
    const wishes = { find: 'rate=shoppers', range: { from: 1, to: 3 }, promises: ['p99(shoppers, 0s..1ms) < 100ms'] };
    const { answer, binding } = await planned(wishes, smallScenario);
    expect([answer, binding?.resource]).toEqual([null, 'requests: none ended in its time']);
  });

  it('survives the loss of each zone', async () => {
    const survive = { kind: 'any-zone', atMs: null, label: 'zone' } as const;
    const { answer, binding } = await planned({ find: 'nodes=b', overrides: ['cluster.nodes.a.count=3'], survive });
    expect(answer).toBe(2);
    expect(binding).toMatchObject({ at: 1, loss: 'without zone a' });
  });

  it('tells within one run what no value can keep', async () => {
    const overrides = ['services.web.deploy.resources.reservations.cpus="9"'];
    const { answer, runs, binding, verdict } = await planned({ overrides });
    expect([answer, runs]).toEqual([null, 1]);
    expect(verdict).toBe('No value from 1 to 20 keeps every promise: one run with 20, the easiest, tells.');
    expect(binding).toMatchObject({ at: 20, promise: 'pending == 0' });
  });

  it('tells within one run a latency that the demand alone exceeds', async () => {
    const wishes = { find: 'replicas=web', promises: ['p99(shoppers) < 5ms'] };
    expect(await planned(wishes, smallScenario)).toMatchObject({ answer: null, runs: 1 });
  });

  it('finds replicas between too few to keep up and too many to fit', async () => {
    const reserve = 'services.web.deploy.resources.reservations.cpus="0.5"';
    const load = 'traffic.shoppers.arrivals.poisson.rate=200/s';
    const promises = ['p99(shoppers) < 150ms', 'pending == 0'];
    const wishes = { find: 'replicas=web', range: { from: 1, to: 100 }, promises, overrides: [reserve, load] };
    const { answer, binding, points } = await planned(wishes, smallScenario);
    expect(answer).toBeGreaterThan(1);
    // Twelve fit on three machines of two CPUs.
    expect(answer).toBeLessThanOrEqual(12);
    expect(binding).toMatchObject({ at: (answer ?? 0) - 1, promise: 'p99(shoppers) < 150ms' });
    expect(points.every(({ value, holds }) => holds === value >= (answer ?? 0))).toBe(true);
  });

  it('says that neither fewer nor more replicas will do', async () => {
    const reserve = 'services.web.deploy.resources.reservations.cpus="2"';
    const load = 'traffic.shoppers.arrivals.poisson.rate=700/s';
    const promises = ['p99(shoppers) < 150ms', 'pending == 0'];
    const wishes = { find: 'replicas=web', range: { from: 1, to: 100 }, promises, overrides: [reserve, load] };
    const { answer, binding } = await planned(wishes, smallScenario);
    expect(answer).toBeNull();
    expect(binding).toMatchObject({ at: 3, promise: 'p99(shoppers) < 150ms' });
  });

  it('holds values that the scenario cannot have for not enough, and says so', async () => {
    const text = `${packing}timeline: [ { at: 1s, run: docker node update --availability drain a3 } ]`;
    const { answer, warnings } = await planned({ overrides: ['cluster.nodes.b.count=0'] }, text);
    // With a3 drained there must be four: three that take two tasks each.
    expect(answer).toBe(4);
    expect(warnings.join()).toMatch(/cannot be tried: .* was refused \(exit 1\): \w/);
  });

  it('runs the same jobs in whatever order, for the same report', async () => {
    const design = designOf({ overrides: ['cluster.nodes.b.count=0'] }, packing);
    expect(await plan(design, { ...here, executor: new BackwardExecutor() })).toEqual(await plan(design, here));
  });
});

describe('the cheapest mix', () => {
  it('is found by price, and every cheaper one was tried or has no room', async () => {
    const { answer, mix, verdict } = await planned({ find: 'nodes', range: { from: 0, to: 4 } });
    expect(answer).toBe(29);
    expect(mix?.counts).toEqual({ a: 1, b: 1 });
    expect(verdict).toBe('The cheapest mix is 1 a + 1 b, for 29: it keeps every promise, with 95 % confidence.');
    // Cheaper ones have no room.
    expect(mix?.tried).toEqual([{ counts: { a: 1, b: 1 }, price: 29, holds: true }]);
  });

  it('survives a loss at a price', async () => {
    const survive = { kind: 'any-node', atMs: null, label: 'zone' } as const;
    const { answer, mix } = await planned({ find: 'nodes', range: { from: 0, to: 4 }, survive });
    // Four of a (eight CPUs, six without one); three of a and one of b lose four of ten CPUs at worst.
    expect(answer).toBe(40);
    expect(mix?.counts).toEqual({ a: 4, b: 0 });
  });

  it('is none if the largest has no room', async () => {
    const { answer, mix, runs } = await planned({
      find: 'nodes',
      range: { from: 0, to: 1 },
      overrides: ['services.web.deploy.replicas=9'],
    });
    expect([answer, mix, runs]).toEqual([null, null, 1]);
  });
});

describe('wishes that cannot be', () => {
  it.each([
    [{ find: 'nods' }, '--find nods: expected nodes, nodes=GROUP'],
    [{ find: 'nodes=c' }, '--find nodes=c: no item of cluster.nodes is called "c"; there are: m, a, b'],
    [{ find: 'replicas=wep' }, '--find replicas=wep: no service is called "wep" – did you mean "web"?'],
    [{ find: 'rate=x' }, '--find rate=x: no client is called "x"'],
    [{ promises: ['pendin == 0'] }, "--promise 'pendin == 0':1:1: no metric is called"],
    [{ promises: ['p99(x) < 1s'] }, '--promise \'p99(x) < 1s\': no client is called "x"'],
    [
      { survive: { kind: 'any-zone', atMs: null, label: 'rack' } as const },
      '--survive any-zone: no machine has the label rack',
    ],
    [{ survive: { kind: 'any-node', atMs: 90_000, label: '' } as const }, '--lose-at 90s: the run ends at 60s'],
    [{ find: 'nodes', range: { from: 0, to: 9999 } }, '--range 0..9999: too many mixes of 2 shapes'],
  ])('%j', (wishes, message) => {
    expect(() => designOf(wishes, packing)).toThrow(message);
  });

  it('a machine that something names, and that would have another name', () => {
    const text = `${packing.replace('name: b, count: 1,', 'name: b,')}timeline: [ { at: 9s, crash: b } ]`;
    expect(() => designOf({ find: 'nodes=b' }, text)).toThrow(
      /^--find nodes=b: b has no count; with one the machines are b1, b2, …, and the scenario is wrong then\nsmall.yaml:.*"b"/,
    );
  });

  it('several groups, none of them named', () => {
    const text = packing.replaceAll(/price: \d+, /g, '');
    expect(() => designOf({ find: 'nodes' }, text)).toThrow(
      'which machines? Name one item of cluster.nodes: nodes=m, nodes=a, nodes=b',
    );
  });
});
