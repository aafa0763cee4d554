import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inspected, nodeJson, serviceJson } from '../../import/testing/swarm-json.ts';
import { diskFiles } from '../../scenario/disk-files.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { simulate } from '../../simulation/simulation.ts';
import { type Outcome, runWordsIn } from '../testing/run-words.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seatrial-import-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let folder = '';
const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');

const nodes = inspected(
  nodeJson(),
  nodeJson({ id: 'two', hostname: 'worker1', role: 'worker', addr: '10.0.0.2', labels: { zone: 'a' } }),
  nodeJson({ id: 'three', hostname: 'worker2', role: 'worker', addr: '10.0.0.3', availability: 'drain' }),
  nodeJson({ id: 'four', hostname: 'worker3', role: 'worker', addr: '10.0.0.4', state: 'down' }),
);
const services = inspected(
  serviceJson(),
  serviceJson({ Name: 'agent', Mode: { Global: {} }, EndpointSpec: {} }, {}, { Endpoint: {} }),
);
const stats = JSON.stringify({
  Name: 'demo_web.1.usje4d55xtxgu8usyd3ny4wc0',
  CPUPerc: '8.00%',
  MemUsage: '31MiB / 8GiB',
});

/** Two requests a second of 5 to 14 ms. */
const log = Array.from({ length: 200 }, (_, index) => {
  const second = String(Math.floor(index / 2) % 60).padStart(2, '0');
  const minute = String(Math.floor(index / 120)).padStart(2, '0');
  const ms = 5 + (index % 10);
  return `haproxy[1]: 10.0.1.2:33317 [06/Feb/2009:12:${minute}:${second}.${index % 2}50] in web/s1 0/0/0/${ms}/${ms} 200 2750 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1"\n`;
}).join('');

beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'test-'));
  const texts = { 'nodes.json': nodes, 'services.json': services, 'stats.json': stats, 'haproxy.log': log };
  for (const [name, text] of Object.entries(texts)) writeFileSync(at(name), text);
});

/** Words that begin with `@/` are paths in the test's folder. */
function seatrial(...words: string[]): Promise<Outcome> {
  return runWordsIn(folder, words);
}

const swarm = ['--nodes', '@/nodes.json', '--services', '@/services.json'];

describe('seatrial import', () => {
  it('makes a scenario of a running swarm and its log that runs, and says what it knows and what not', async () => {
    const all = [...swarm, '--stats', '@/stats.json', '--log', '@/haproxy.log', '--out', '@/my.yaml'];
    const { code, out, err } = await seatrial('import', ...all);
    expect(code).toBe(0);
    expect(out).toContain('my.trace.csv. Next: seatrial run');
    expect(err).toContain('note: node worker3 is down: left out\n');
    expect(read('my.trace.csv').split('\n').slice(0, 3)).toEqual(['time_s', '0', '0.1']);
    const text = read('my.yaml');
    expect(text).toContain('measured (docker stats), service demo_web: 1 container, 0.08 CPUs and 31MiB each');
    expect(text).toMatch(/docker stats: 0\.08 CPUs busy at 2\.\d+ requests\/s = 3\d(\.\d)?ms of CPU time each/);
    expect(parse(text)).toMatchObject({
      duration: '2m10s',
      cluster: { nodes: [{ name: 'manager1' }, { labels: { zone: 'a' } }, { availability: 'drain' }] },
      images: { 'nginx:1.27': { demand: { lognormal: { median: '9ms', p99: '14ms' } } } },
      services: { demo_web: { ports: ['8080:80'], deploy: { replicas: 3 } }, agent: { deploy: { mode: 'global' } } },
      traffic: [{ to: 'nodes:8080', from: '30s', arrivals: { trace: 'my.trace.csv' } }],
    });
    expect((await seatrial('validate', '@/my.yaml')).out).toContain('my.yaml: fine');
    const { scenario } = loadScenario(diskFiles, at('my.yaml'), []);
    expect(simulate(scenario).summary).toMatchObject({
      clients: { clients: { requests: 200, ok: 200 } },
      nodes: { worker2: { availability: 'drain' } },
    });
  });

  it('answers "what if I drain worker1?" with the two lines that it proposes', async () => {
    await seatrial('import', ...swarm, '--log', '@/haproxy.log', '--out', '@/my.yaml');
    const asked = read('my.yaml')
      .replace(/^# (timeline:)$/m, '$1')
      .replace(/^# {3}(- \{ at:.*drain worker1 \})$/m, '  $1');
    writeFileSync(at('drained.yaml'), asked);
    const { summary } = simulate(loadScenario(diskFiles, at('drained.yaml'), []).scenario);
    expect([summary.nodes.manager1?.running, summary.nodes.worker1?.running]).toEqual([4, 0]);
  });

  it('prints the scenario without --out; the same bytes each time', async () => {
    const first = await seatrial('import', ...swarm, '--log', '@/haproxy.log', '--fit');
    expect(parse(first.out).traffic[0].arrivals.poisson.steps[0]).toEqual({ at: '0s', rate: '2/s' });
    expect(await seatrial('import', ...swarm, '--log', '@/haproxy.log', '--fit')).toEqual(first);
  });

  it('keeps the duration of each request if it is told to', async () => {
    writeFileSync(at('requests.csv'), 'time_s,duration_ms\n100,8\n101.5,\n103,30\n');
    const { code } = await seatrial('import', '--csv', '@/requests.csv', '--demand', 'trace', '--out', '@/my.yaml');
    expect(code).toBe(0);
    expect(read('my.trace.csv')).toBe('time_s,duration_ms\n0,8\n1.5,8\n3,30\n');
    expect(read('my.yaml')).toContain('The trace has each request’s own demand');
  });

  it('makes a scenario of a compose file alone, which assumes its machines and proposes a client', async () => {
    writeFileSync(
      at('compose.yaml'),
      'services: { web: { image: nginx, ports: ["80:80"] }, db: { image: "postgres:17" } }',
    );
    const { code, out } = await seatrial('import', '--compose', '@/compose.yaml');
    expect(code).toBe(0);
    expect(out).toContain('nodes:                        # assumed: no nodes were given');
    expect(out).toContain('to: nodes:80, from: 10s');
    expect(Object.keys(parse(out).images)).toEqual(['nginx:latest', 'postgres:17']);
  });

  it('replaces nothing unless it is told to', async () => {
    writeFileSync(at('my.trace.csv'), 'mine');
    const words = ['import', '--log', '@/haproxy.log', '--out', '@/my.yaml'];
    expect(await seatrial(...words)).toMatchObject({
      code: 2,
      err: expect.stringContaining('my.trace.csv is there already: name another file, or give --force'),
    });
    expect([existsSync(at('my.yaml')), read('my.trace.csv')]).toEqual([false, 'mine']);
    expect((await seatrial(...words, '--force')).code).toBe(0);
    expect(read('my.trace.csv')).toMatch(/^time_s\n/);
  });
});

describe('seatrial import refuses', () => {
  it.each([
    ['nothing', [], 'import of what? Give --nodes'],
    ['stats alone', ['--stats', '@/stats.json'], 'import of what?'],
    ['a file that is not there', ['--nodes', '@/node.json'], '@/node.json: no such file'],
    ['a log that is not there', ['--log', '@/no.log', '--fit'], '@/no.log: no such file'],
    ['a folder', ['--log', '@/', '--fit'], '@/: this is a folder'],
    ['services in the place of nodes', ['--nodes', '@/services.json'], '@/services.json:2:5: [0]: this is no node'],
    ['a log that is none', ['--log', '@/nodes.json', '--fit'], 'lines is a request: expected HAProxy’s HTTP log'],
    ['a trace without a place', ['--log', '@/haproxy.log'], 'the trace needs a file beside the scenario'],
    [
      'a demand that --fit has no place for',
      ['--log', '@/haproxy.log', '--fit', '--demand', 'trace'],
      '--demand trace needs the',
    ],
    ['a demand without a log', [...swarm, '--demand', 'trace'], '--demand trace needs a log'],
    [
      'a demand that there is not',
      ['--log', '-', '--demand', 'guess'],
      '--demand takes one of fit, trace; found "guess"',
    ],
    [
      'a target that is none',
      [...swarm, '--log', '@/haproxy.log', '--fit', '--to', 'web'],
      '"web": expected NAME:PORT',
    ],
    ['the standard input twice', ['--log', '-', '--csv', '-', '--fit'], '- is given more than once'],
    ['a flag that there is not', ['--node', 'x'], 'did you mean "--nodes"'],
  ])('%s', async (_, words, message) => {
    const { code, out, err } = await seatrial('import', ...words);
    expect(err).toContain(message);
    expect([code, out]).toEqual([2, '']);
  });

  it('logged requests without a port that is published, and a service that is there twice', async () => {
    writeFileSync(at('db.yaml'), 'services: { db: { image: "postgres:17" } }');
    writeFileSync(at('twice.yaml'), 'services: { agent: { image: "agent:2" } }');
    const portless = await seatrial('import', '--compose', '@/db.yaml', '--log', '@/haproxy.log', '--fit');
    expect([portless.code, portless.err]).toEqual([2, expect.stringContaining('no service publishes a port')]);
    const twice = await seatrial('import', ...swarm, '--compose', '@/twice.yaml');
    expect([twice.code, twice.err]).toEqual([
      2,
      expect.stringContaining('the service agent is in @/services.json too'),
    ]);
  });
});
