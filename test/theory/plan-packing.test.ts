import { describe, expect, it } from 'vitest';
import { designPlan } from '../../src/experiment/plan/design-plan.ts';
import { plan } from '../../src/experiment/plan/plan.ts';
import { here } from '../../src/experiment/testing/small-experiment.ts';
import type { PlanReport } from '../../src/report/experiment/plan-report.ts';

interface Packing {
  readonly what: string;
  /** Of a worker. */
  readonly node: string;
  readonly services: string;
  /** The least workers on which all fits, by hand. */
  readonly nodes: number;
  /** The same when any one of them is lost. */
  readonly nodesWithLoss: number;
}

const small = 'cpus: 4, memory: 8GiB';

function service(replicas: number, reservations: string, more = ''): string {
  return `{ image: a, deploy: { replicas: ${replicas}, resources: { reservations: { ${reservations} } }${more} } }`;
}

const packings: readonly Packing[] = [
  { what: '10 × 1 CPU, 4 a node', node: small, services: `a: ${service(10, 'cpus: "1"')}`, nodes: 3, nodesWithLoss: 4 },
  { what: '12 × 1 CPU, 4 a node', node: small, services: `a: ${service(12, 'cpus: "1"')}`, nodes: 3, nodesWithLoss: 4 },
  {
    what: '7 × 1.5 CPUs, 2 a node',
    node: small,
    services: `a: ${service(7, 'cpus: "1.5"')}`,
    nodes: 4,
    nodesWithLoss: 5,
  },
  {
    what: '5 × 3 GiB, 2 a node',
    node: small,
    services: `a: ${service(5, 'memory: 3GiB')}`,
    nodes: 3,
    nodesWithLoss: 4,
  },
  {
    what: '6 × 1 CPU and 3 GiB: memory binds',
    node: small,
    services: `a: ${service(6, 'cpus: "1", memory: 3GiB')}`,
    nodes: 3,
    nodesWithLoss: 4,
  },
  {
    what: '3 × 3 CPUs beside 3 × 1 CPU',
    node: small,
    services: `a: ${service(3, 'cpus: "3"')}\n  b: ${service(3, 'cpus: "1"')}`,
    nodes: 3,
    nodesWithLoss: 4,
  },
  {
    what: 'at most one on a node',
    node: small,
    services: `a: ${service(5, 'cpus: "0.1"', ', placement: { max_replicas_per_node: 1 }')}`,
    nodes: 5,
    nodesWithLoss: 6,
  },
  {
    what: 'a host port that there is once on a node',
    node: small,
    services:
      'a: { image: a, ports: [{ target: 80, published: 8080, mode: host }], deploy: { replicas: 4, placement: { constraints: [node.role==worker] } } }',
    nodes: 4,
    nodesWithLoss: 5,
  },
  {
    what: 'a global agent takes its CPU everywhere',
    node: small,
    services: `agent: { image: a, deploy: { mode: global, resources: { reservations: { cpus: "1" } } } }\n  a: ${service(7, 'cpus: "1"')}`,
    nodes: 3,
    nodesWithLoss: 4,
  },
  {
    what: '4 GPUs a node',
    node: `${small}, generic_resources: { gpu: 4 }`,
    services:
      'a: { image: a, deploy: { replicas: 9, resources: { reservations: { generic_resources: [{ discrete_resource_spec: { kind: gpu, value: 2 } }] } } } }',
    nodes: 5,
    nodesWithLoss: 6,
  },
];

async function planOf({ node, services }: Packing, survive: 'nothing' | 'any-node'): Promise<PlanReport> {
  const text = `
name: packing
duration: 60s
profile: swarmkit
cluster:
  nodes:
    - { name: m, role: manager, cpus: 1, memory: 1GiB, availability: drain }
    - { name: w, count: 1, ${node} }
images: { a: { cached: true, serves: false } }
services:
  ${services}
`;
  const design = designPlan(
    { read: () => text },
    {
      path: 'packing.yaml',
      overrides: [],
      find: 'nodes',
      range: { from: 1, to: 12 },
      promises: [
        'pending == 0',
        'running(a) == '.concat(String(/replicas: (\d+)/.exec(services.slice(services.indexOf('a: ')))?.[1])),
      ],
      survive: { kind: survive, atMs: null, label: 'zone' },
      replications: { count: 2, most: 2 },
      confidence: 0.95,
    },
  );
  return plan(design, here);
}

describe('the least number of nodes on which all tasks fit', () => {
  it.each(packings)('$what: $nodes', async (packing) => {
    expect((await planOf(packing, 'nothing')).answer).toBe(packing.nodes);
  });

  it.each(packings)('$what, and any one of them lost: $nodesWithLoss', async (packing) => {
    const { answer, binding } = await planOf(packing, 'any-node');
    expect(answer).toBe(packing.nodesWithLoss);
    expect(binding?.loss).toMatch(/^without w\d+$/);
  });
});
