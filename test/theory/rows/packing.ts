import { RandomStreams } from '../../../src/kernel/random-streams.ts';
import type { RunResult } from '../../../src/simulation/run-result.ts';
import { parameter, type TheoryRow } from '../row.ts';

/** What a node has of the dimension that binds, in the unit that pieces are whole numbers of. */
const parts = 800;
/** A reservation must be 4 MiB at least. */
const mebibytesPerPart = 4;
/** Of a node at most. */
const pieces = 5;

/** So many full nodes, each cut into pieces at random: as many nodes hold them all, and no fewer. */
function cutNodes(nodes: number, seed: number): number[] {
  const random = new RandomStreams(seed).stream('cuts');
  const items = Array.from({ length: nodes }, () => {
    const cuts = Array.from({ length: random.int(pieces) }, () => 1 + random.int(parts - 1));
    const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), parts];
    return edges.slice(1).map((edge, index) => edge - edges[index]!);
  }).flat();
  const order = items.map((size) => ({ size, key: random.uniform() })).sort((a, b) => a.key - b.key);
  return order.map(({ size }) => size);
}

export const packing: TheoryRow = {
  name: 'packing',
  law: 'Greedy packing: any placement needs ≥ ⌈Σ/capacity⌉ nodes, first fit ≤ ⌊1.7·OPT⌋ (Dósa and Sgall 2013)',
  examples: [
    { nodes: 10, memory: 0 },
    { nodes: 10, memory: 1 },
  ],
  longExamples: [
    { nodes: 40, memory: 0 },
    { nodes: 40, memory: 1 },
  ],
  scenario: (parameters, seed) => {
    const nodes = parameter(parameters, 'nodes');
    const byMemory = parameter(parameters, 'memory') === 1;
    const reservation = (size: number) =>
      byMemory ? `memory: ${mebibytesPerPart * size}MiB` : `cpus: "${size / 100}"`;
    const services = cutNodes(nodes, seed).map((size, index) => {
      const reservations = `resources: { reservations: { ${reservation(size)} } }`;
      return `  s${String(index).padStart(4, '0')}: { image: a:1, deploy: { ${reservations} } }`;
    });
    const room = byMemory ? `cpus: 64, memory: ${mebibytesPerPart * parts}MiB` : `cpus: ${parts / 100}, memory: 64GiB`;
    return `
name: packing
seed: ${seed}
duration: 1m
placement: first-fit
cluster:
  nodes:
    - { name: manager, role: manager, cpus: 1, memory: 1GiB, availability: drain }
    - { name: node, count: ${2 * nodes}, ${room} }
images: { a:1: { cached: true } }
services:
${services.join('\n')}
`;
  },
  quantities: (parameters) => {
    const optimum = parameter(parameters, 'nodes');
    return [
      { name: 'tasks without a node', expected: 0, tolerance: 0, measure: ({ summary }) => summary.placement.pending },
      {
        name: 'nodes within the bounds (1 = yes)',
        expected: 1,
        tolerance: 0,
        measure: (result) => Number(used(result) >= optimum && used(result) <= Math.floor(1.7 * optimum)),
      },
    ];
  },
};

function used({ summary }: RunResult): number {
  return Object.values(summary.nodes).filter(({ running }) => running > 0).length;
}
