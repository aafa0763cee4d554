import { describe, expect, it } from 'vitest';
import { InputError } from '../../scenario/input-error.ts';
import { inspected, nodeJson } from '../testing/swarm-json.ts';
import { readNodes } from './read-nodes.ts';

function read(text: string) {
  return readNodes([{ file: 'nodes.json', text }]);
}

describe('nodes', () => {
  it('are read as they are inspected', () => {
    const generic = [
      { DiscreteResourceSpec: { Kind: 'ssd', Value: 3 } },
      { NamedResourceSpec: { Kind: 'gpu', Value: 'a' } },
      { NamedResourceSpec: { Kind: 'gpu', Value: 'b' } },
    ];
    const worker = nodeJson({
      ...{ id: 'two', hostname: 'worker1', role: 'worker', availability: 'drain', addr: '10.0.0.2' },
      ...{ labels: { zone: 'b' }, architecture: 'aarch64', generic },
    });
    const { nodes, notes } = read(inspected(nodeJson(), worker));
    expect(notes).toEqual([]);
    expect(nodes.map(({ entry }) => entry)).toEqual([
      {
        ...{ name: 'manager1', role: 'manager', cpus: 4, memory: '8168924KiB', address: '10.0.0.1' },
        engine_labels: { rack: 'r1' },
      },
      {
        ...{
          name: 'worker1',
          cpus: 4,
          memory: '8168924KiB',
          address: '10.0.0.2',
          availability: 'drain',
          arch: 'aarch64',
        },
        ...{ labels: { zone: 'b' }, engine_labels: { rack: 'r1' }, generic_resources: { ssd: 3, gpu: ['a', 'b'] } },
      },
    ]);
    expect(nodes.map(({ usableCpus }) => usableCpus)).toEqual([4, 0]);
  });

  it('come as one object, as one a line, and the same from two files', () => {
    expect(read(JSON.stringify(nodeJson())).nodes).toHaveLength(1);
    const two = `${JSON.stringify(nodeJson())}\n${JSON.stringify(nodeJson({ id: 'two', hostname: 'b' }))}\n`;
    expect(read(two).nodes).toHaveLength(2);
    const file = { file: 'a', text: inspected(nodeJson()) };
    expect(readNodes([file, file]).nodes).toHaveLength(1);
  });

  it('that are down are left out, which is told', () => {
    const { nodes, notes } = read(inspected(nodeJson(), nodeJson({ id: 'two', hostname: 'worker1', state: 'down' })));
    expect(nodes).toHaveLength(1);
    expect(notes).toEqual(['node worker1 is down: left out']);
  });

  it('with one host name, or with addresses that are none, are told apart', () => {
    const twin = nodeJson({ id: 'two', role: 'worker', addr: '10.0.0.1' });
    const third = nodeJson({ id: 'three', hostname: 'nodes', role: 'worker', addr: '0.0.0.0' });
    const { nodes } = read(inspected(nodeJson(), twin, third));
    expect(nodes.map(({ entry }) => [entry.name, entry.address])).toEqual([
      ['manager1', '10.0.0.1'],
      ['manager1-2', undefined],
      ['nodes-1', undefined],
    ]);
  });

  it.each([
    ['nothing', ' \n', 'nodes.json:1:1: it is empty: expected the output of docker node inspect'],
    ['a table', 'ID   HOSTNAME\n', 'nodes.json:1:1: not JSON: expected the output of docker node inspect'],
    ['JSON that ends too early', '[\n  {"ID": "a",', 'nodes.json:2:14: not JSON'],
    [
      'docker node ls --format json',
      '{"ID":"a","Hostname":"b","Role":""}\n',
      'this is no node: expected the output of',
    ],
    ['services', '[{"ID":"a","Spec":{"Name":"web"}}]', 'nodes.json:1:2: [0]: this is no node'],
    [
      'workers only',
      inspected(nodeJson({ role: 'worker' })),
      'nodes.json: no manager among the 1 nodes that are ready',
    ],
    ['no nodes', '[]', 'no manager among the 0 nodes'],
    [
      'text in the place of a number',
      inspected(nodeJson()).replace('4000000000', '"4"'),
      'nodes.json:21:29: [0].Description.Resources.NanoCPUs: expected a number',
    ],
  ])('cannot be read out of %s', (_, text, words) => {
    expect(() => read(text)).toThrow(InputError);
    expect(() => read(text)).toThrow(words);
  });
});
