import { describe, expect, it } from 'vitest';
import { readOverride, withValueAt } from './override.ts';
import { SourceDocument } from './source-document.ts';

const data = {
  cluster: { nodes: [{ name: 'manager1' }, { name: 'worker', count: 2 }] },
  images: { 'redis:3.0.6': { cached: true }, redis: {} },
  timeline: [{ at: '1m' }, { at: '2m' }],
  services: null,
};

describe('a path', () => {
  it.each([
    ['duration=1m', ['duration']],
    ['cluster.nodes.worker.count=3', ['cluster', 'nodes', 1, 'count']],
    ['cluster.nodes.1.count=3', ['cluster', 'nodes', 1, 'count']],
    ['timeline.1.at=3m', ['timeline', 1, 'at']],
    ['timeline.+={ at: 3m, crash: worker1 }', ['timeline', 2]],
    ['expect.+=pending == 0', ['expect', 0]],
    ['images.redis:3.0.6.cached=false', ['images', 'redis:3.0.6', 'cached']],
    ['images.redis.cached=true', ['images', 'redis', 'cached']],
    ['services.web.image=web:1', ['services', 'web', 'image']],
  ])('%s', (words, path) => {
    expect(readOverride(words, data).path).toEqual(path);
  });
});

describe('a value', () => {
  it.each([
    ['a=8', 8],
    ['a=2m', '2m'],
    ['a=true', true],
    ['a=[1, 2]', [1, 2]],
    ['a={ b: c }', { b: 'c' }],
    ['a=web:1', 'web:1'],
    ['a=p99(x) < 3s', 'p99(x) < 3s'],
    ['a=b=c', 'b=c'],
    ['a=', null],
  ])('%s', (words, value) => {
    expect(readOverride(words, data).value).toEqual(value);
  });
});

describe('withValueAt', () => {
  it('makes what is on the way', () => {
    expect(withValueAt(data, ['services', 'web', 'image'], 'web:1')).toMatchObject({
      services: { web: { image: 'web:1' } },
    });
  });

  it('makes one more item, and the list for it', () => {
    expect(withValueAt({ a: [1, 2] }, ['a', 2], 3)).toEqual({ a: [1, 2, 3] });
    expect(withValueAt({}, ['a', 0], 3)).toEqual({ a: [3] });
  });

  it('leaves the data that it was given as they are', () => {
    const before = structuredClone(data);
    withValueAt(data, ['cluster', 'nodes', 1, 'count'], 9);
    expect(data).toEqual(before);
  });
});

describe('a document', () => {
  const text = 'base: &base { deploy: { replicas: 2, mode: replicated } }\nweb: *base\napi: { <<: *base, x: 1 }\n';

  it('changes one of two that share a value', () => {
    const source = new SourceDocument('a.yaml', text);
    source.override('web.deploy.replicas=8');
    source.override('api.deploy.replicas=5');
    expect(source.data).toMatchObject({
      base: { deploy: { replicas: 2 } },
      web: { deploy: { replicas: 8, mode: 'replicated' } },
      api: { deploy: { replicas: 5, mode: 'replicated' }, x: 1 },
    });
  });

  it('knows where a value comes from: the last of the words that set it', () => {
    const source = new SourceDocument('a.yaml', text);
    source.override('web.deploy={ replicas: 1.0 }');
    source.override('web.deploy.mode=global');
    expect(source.placeOf(['web', 'deploy', 'replicas'])).toEqual({
      file: '--set web.deploy={ replicas: 1.0 }',
      line: 0,
      column: 0,
    });
    expect(source.placeOf(['web', 'deploy', 'mode']).file).toBe('--set web.deploy.mode=global');
    expect(source.placeOf(['api', 'x'])).toEqual({ file: 'a.yaml', line: 3, column: 22 });
    expect(source.textOf(['web', 'deploy', 'replicas'])).toBe('1.0');
  });

  it('speaks of the items of lists by their names', () => {
    const source = new SourceDocument('a.yaml', 'nodes: [{ name: a, cpus: 1 }, { cpus: 2 }]');
    expect(source.nameOf(['nodes', 0, 'cpus'])).toBe('nodes.a.cpus');
    expect(source.nameOf(['nodes', 1, 'cpus'])).toBe('nodes.1.cpus');
  });
});
