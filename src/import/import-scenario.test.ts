import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lognormalByMedianAndP99, makeSampler } from '../kernel/distribution.ts';
import { RandomStreams } from '../kernel/random-streams.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { type ImportInput, type ImportOptions, importScenario } from './import-scenario.ts';
import { inspected, nodeJson, serviceJson } from './testing/swarm-json.ts';

const nothing: ImportInput = { nodes: [], services: [], stats: [], compose: [], logs: [] };
const fit: ImportOptions = { to: null, fitArrivals: true, demand: 'fit', traceName: '' };

/** A log of requests: [time in s, duration in ms]. */
function csv(requests: readonly (readonly [number, number])[]): ImportInput['logs'] {
  return [{ file: 'log.csv', kind: 'csv', lines: ['time_s,duration_ms', ...requests.map((row) => row.join(','))] }];
}

function many(count: number, of: (index: number) => readonly [number, number]) {
  return Array.from({ length: count }, (_, index) => of(index));
}

function notesOf(requests: readonly (readonly [number, number])[]): string {
  return importScenario({ ...nothing, logs: csv(requests) }, fit).notes.join('\n');
}

const stream = new RandomStreams(5).stream('durations');
const sampler = makeSampler(lognormalByMedianAndP99(20, 90));
const drawn = Array.from({ length: 1000 }, () => sampler.sample(stream));
const lognormal = (index: number) => drawn[index] ?? Number.NaN;

const compose = (text: string) => [{ file: 'compose.yaml', text }];

describe('what a log says of the demand', () => {
  it('is no more than that where all is well', () => {
    expect(notesOf(many(1000, (index) => [index / 10, lognormal(index)]))).toBe('');
  });

  it('is doubtful where requests take longer when there are many', () => {
    const notes = notesOf(many(1200, (index) => (index < 200 ? [index / 2, 8] : [100 + (index - 200) / 10, 20])));
    expect(notes).toMatch(/^durations grow with the load \(median 8ms in the quietest .*, 20ms in the busiest\)/);
    expect(notes).toContain('when quiet: { lognormal: { median: 8ms, p99: 8ms } }');
  });

  it('is doubtful where it asks for more CPUs than there are', () => {
    // 100 requests a second of 0.2 s each.
    expect(notesOf(many(1000, (index) => [index / 100, 200]))).toMatch(
      /^the log’s rate times its mean duration is 20 CPUs, and the nodes have 8:/,
    );
  });

  it('is no lognormal law where it has two humps', () => {
    expect(notesOf(many(200, (index) => [index, index % 2 === 0 ? 2 : 100]))).toContain('consider --demand trace');
  });

  it('is coarse where the log’s clock is', () => {
    const line = (ms: number) =>
      `haproxy[1]: 10.0.1.2:3 [06/Feb/2009:12:00:0${ms}.000] web/s1 x/y 0/0/0/${ms}/${ms} 200 2750 - - ---- 1/1/1/1/0 0/0 "GET /"`;
    const lines = [1, 2, 3].map((ms) => line(ms).replace('web/s1 x/y', 'web b/s1'));
    const { notes } = importScenario({ ...nothing, logs: [{ file: 'a.log', kind: 'log', lines }] }, fit);
    expect(notes).toEqual([
      'only 3 durations: the demand is hardly more than a guess',
      'the log knows durations by 1ms: too coarse for a median of 2ms',
    ]);
  });
});

describe('the logged requests', () => {
  const two = compose(
    'services: { web: { image: "web:1", ports: ["80:8000"] }, api: { image: "api:2", ports: ["8080:80"] } }',
  );
  const logs = () => csv(many(1000, (index) => [index, lognormal(index)]));
  const made = (to: string | null) => importScenario({ ...nothing, compose: two, logs: logs() }, { ...fit, to });
  const demandsOf = (text: string) => {
    const { images } = parse(text);
    return [images['web:1'].demand.lognormal.median, images['api:2'].demand.lognormal.median];
  };

  it('go to the first published port, which is told where there are others', () => {
    const { scenario, notes } = made(null);
    expect(parse(scenario).traffic[0].to).toBe('nodes:8080');
    expect(demandsOf(scenario)).toEqual(['8ms', '20.8ms']);
    expect(notes).toEqual(['requests are sent to nodes:8080 (api); --to takes others: nodes:80 (web)']);
  });

  it.each(['nodes:80', 'manager1:80', 'service:web:8000'])(
    'go where --to says: %s; the image there has the demand',
    (to) => {
      const { scenario, notes } = made(to);
      expect(parse(scenario).traffic[0].to).toBe(to);
      expect(demandsOf(scenario)).toEqual(['20.8ms', '8ms']);
      expect(notes).toEqual([]);
    },
  );

  it('are refused where --to leads nowhere', () => {
    expect(() => made('service:db:80')).toThrow('no service is called "db"');
  });
});

describe('a swarm', () => {
  const files = {
    nodes: [{ file: 'nodes.json', text: inspected(nodeJson()) }],
    services: [{ file: 'services.json', text: inspected(serviceJson()) }],
  };

  it('without a log gets no traffic, but a proposal', () => {
    const { scenario, trace, notes } = importScenario({ ...nothing, ...files }, fit);
    expect(trace).toBeNull();
    expect(parse(scenario).traffic).toBeUndefined();
    expect(scenario).toContain('#   - { name: clients, to: nodes:8080, from: 10s,');
    expect(scenario).toContain('# - service demo_web: left out, for nothing hangs on it here: Env\n');
    expect(scenario).not.toContain('secret');
    expect(notes).toHaveLength(1);
  });

  it('keeps labels to the letter', () => {
    const labels = { version: '1.10', on: 'yes', 'a b': '{x: 1}', empty: '', zero: '0x10' };
    const nodes = [{ file: 'nodes.json', text: inspected(nodeJson({ labels })) }];
    const { scenario } = importScenario({ ...nothing, ...files, nodes }, fit);
    const loaded = loadScenario({ read: () => scenario }, 'my.yaml', []).scenario;
    expect(loaded.cluster.nodes[0]?.labels).toEqual(labels);
  });

  it('with containers of services that were not given: they are named', () => {
    const stats = '{"Name":"db.1.usje4d55xtxgu8usyd3ny4wc0","CPUPerc":"8%","MemUsage":"1MiB / 2MiB"}';
    const { notes } = importScenario({ ...nothing, ...files, stats: [{ file: 's.json', text: stats }] }, fit);
    expect(notes.at(-1)).toBe('docker stats has containers of services that are not among those given: db');
  });
});
