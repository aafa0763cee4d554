import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runText } from './run-file.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seatrial-determinism-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const tsx = new URL('../../node_modules/.bin/tsx', import.meta.url).pathname;

const nodes = [
  '{ name: manager1, role: manager, cpus: 2, memory: 4GiB }',
  '{ name: worker1, cpus: 2, memory: 4GiB, labels: { zone: a } }',
  '{ name: worker2, cpus: 2, memory: 4GiB, labels: { zone: b } }',
];
const images = ['web:1: { size: 20MB, demand: { exponential: { mean: 5ms } } }', 'api:1: { size: 30MB, demand: 3ms }'];
const services = [
  'web: { image: web:1, ports: ["8080:80"], deploy: { replicas: 4 } }',
  'api: { image: api:1, ports: ["9090:80"], deploy: { mode: global } }',
];
const shoppers = '{ name: shoppers, to: nodes:8080, from: 5s, arrivals: { poisson: { rate: 50/s } }, timeout: 2s }';
const callers = '{ name: callers, to: worker1:9090, from: 5s, arrivals: { poisson: { rate: 30/s } } }';

interface Lists {
  readonly nodes: readonly string[];
  readonly images: readonly string[];
  readonly services: readonly string[];
  readonly clients: readonly string[];
}

const inOrder: Lists = { nodes, images, services, clients: [shoppers, callers] };

function scenario(lists: Lists, seed = 1): string {
  const indent = (lines: readonly string[], prefix: string) => lines.map((line) => `${prefix}${line}`).join('\n');
  return `
name: determinism
seed: ${seed}
duration: 60s
trace: 10%
cluster:
  nodes:
${indent(lists.nodes, '    - ')}
images:
${indent(lists.images, '  ')}
services:
${indent(lists.services, '  ')}
traffic:
${indent(lists.clients, '  - ')}
timeline:
  - { at: 20s, run: docker service update --force web }
  - { at: 30s, crash: worker2 }
expect:
  - error_rate(shoppers) < 50%
`;
}

function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(names.map((name) => [name.slice(folder.length), readFileSync(name, 'base64')]));
}

/** Runs the command in a folder of its own, with its own locale and time zone. */
function runCommand(name: string, text: string, env: Record<string, string>): Map<string, string> {
  const folder = mkdtempSync(join(scratch, `${name}-`));
  writeFileSync(join(folder, 'scenario.yaml'), text);
  execFileSync(tsx, [main, 'run', 'scenario.yaml', '--quiet', '--out', 'out'], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  return filesOf(join(folder, 'out'));
}

describe('a run', () => {
  it('leaves the same bytes from another folder, locale and time zone', () => {
    const text = scenario(inOrder);
    const here = runCommand('here', text, { LC_ALL: 'C', TZ: 'UTC' });
    const there = runCommand('somewhere-else', text, {
      LC_ALL: 'de_DE.UTF-8',
      LANG: 'de_DE.UTF-8',
      TZ: 'Asia/Kolkata',
    });
    expect([...there.keys()]).toEqual([...here.keys()]);
    for (const [name, bytes] of here) expect(there.get(name) === bytes, name).toBe(true);
  }, 60_000);

  it('does not depend on the order of lists whose order means nothing', () => {
    const reversed = {
      nodes: [...nodes].reverse(),
      images: [...images].reverse(),
      services: [...services].reverse(),
      clients: [callers, shoppers],
    };
    expect(runText(scenario(reversed))).toEqual(runText(scenario(inOrder)));
  });

  it('is another one under another seed', () => {
    const prints = [1, 2].map((seed) => runText(scenario(inOrder, seed)).summary.fingerprint);
    expect(prints[0]).not.toBe(prints[1]);
  });

  it('keeps the arrivals and demands of a client when another one is added', () => {
    const alone = runText(scenario({ ...inOrder, clients: [shoppers] }), ['trace=100%']);
    const together = runText(scenario(inOrder), ['trace=100%']);
    const sent = (rows: typeof alone.requests) =>
      rows
        .filter(({ client, outcome }) => client === 'shoppers' && outcome === 'ok')
        .map((row) => Math.round((row.time_s * 1000 - row.latency_ms) * 1000));
    const arrivals = new Set(sent(alone.requests));
    const common = sent(together.requests).filter((arrival) => arrivals.has(arrival));
    expect(common.length).toBeGreaterThan(0.9 * Math.min(arrivals.size, sent(together.requests).length));
  });
});
