import { describe, expect, it } from 'vitest';
import type { BalancerSpec } from '../simulation/vocabulary.ts';
import { loadScenario } from './load-scenario.ts';
import { filesOf, plus, problemsOf } from './testing/sound-scenario.ts';

function textWith(words: string): string {
  return plus(`balancers:\n  - { name: lb, ${words} }`);
}

function read(words: string): BalancerSpec {
  return loadScenario(filesOf({ 'scenario.yaml': textWith(words) }), 'scenario.yaml', []).scenario.balancers[0]!;
}

describe('a balancer without haproxy.cfg', () => {
  it('has the ports of machines as servers', () => {
    const { servers } = read('servers: nodes:8080').backends[0]!;
    expect(servers.map(({ host, port }) => `${host}:${port}`)).toEqual([
      'manager1:8080',
      'worker1:8080',
      'worker2:8080',
    ]);
    const listed = read('servers: [worker1:8080, { to: worker2:81, weight: 3 }]').backends[0]!.servers;
    expect(listed.map(({ host, port, weight }) => [host, port, weight])).toEqual([
      ['worker1', 8080, 1],
      ['worker2', 81, 3],
    ]);
  });

  it('has places for the tasks of a service', () => {
    const { servers, discovers } = read('servers: tasks:web:80').backends[0]!;
    expect(discovers).toEqual({ service: 'web' });
    expect(servers).toHaveLength(16);
    expect(servers.every(({ disabled }) => disabled)).toBe(true);
    expect(read('servers: tasks:web:80, places: 3').backends[0]!.servers).toHaveLength(3);
  });

  it.each([
    ['leastconn', { kind: 'leastconn' }],
    ['random(3)', { kind: 'random', draws: 3 }],
    ['power-of-d', { kind: 'power-of-d', choices: 2, replacement: false }],
    ['{ power-of-d: { choices: 3, replacement: true } }', { kind: 'power-of-d', choices: 3, replacement: true }],
    ['{ peak-ewma: { decay: 5s } }', { kind: 'peak-ewma', decayMs: 5000 }],
  ])('reads the algorithm %s', (written, algorithm) => {
    expect(read(`servers: nodes:8080, algorithm: ${written}`).backends[0]!.algorithm).toEqual(algorithm);
  });

  it('listens where it says', () => {
    expect(read('servers: nodes:8080').publish).toEqual([{ published: 80, target: 80 }]);
    expect(read('servers: nodes:8080, port: 8000').frontends[0]!.ports).toEqual([8000]);
  });

  it.each([
    ['algorithm: leastcon', 'did you mean "leastconn"?'],
    ['algorithm: power-of-2', 'did you mean "power-of-d"?'],
    ['algorithm: random(0)', 'number of draws must be at least 1'],
    ['algorithm: { power-of-d: { choises: 3 } }', 'did you mean "choices"?'],
    ['algorithm: { power-of-d: { choices: 0 } }', 'must be at least 1'],
    ['algorithm: { maglev: { table_size: 65536 } }', 'must be a prime number'],
    ['hash_on: cookie', 'expected source, path, hdr(NAME) or url_param(NAME)'],
    ['config: haproxy.cfg', 'servers is for a balancer without config'],
  ])('refuses %s', (words, message) => {
    const problems = problemsOf({ 'scenario.yaml': textWith(`servers: nodes:8080, ${words}`), 'haproxy.cfg': '' });
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
  });

  it.each([
    ['servers: node:8080', 'expected nodes:PORT, tasks:SERVICE:PORT'],
    ['servers: tasks:wep:80', 'did you mean "web"?'],
    ['servers: [worker3:8080]', 'no machine has the name or address "worker3"'],
    ['algorithm: leastconn', 'missing: config (a haproxy.cfg), or servers'],
  ])('refuses %s', (words, message) => {
    const problems = problemsOf({ 'scenario.yaml': textWith(words) });
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
  });
});
