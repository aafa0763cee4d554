import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runWordsIn } from '../testing/run-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'seatrial-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

writeFileSync(
  join(folder, 'a.yaml'),
  `
name: why
duration: 2m
profile: swarmkit
cluster:
  nodes:
    - { name: manager1, role: manager, cpus: 2, memory: 4GiB }
    - { name: worker, count: 2, cpus: 2, memory: 4GiB, labels: { ssd: "true" } }
images: { x: { cached: true, serves: false } }
services:
  web:
    image: x
    deploy:
      replicas: 3
      resources: { reservations: { cpus: "1.5" } }
      placement: { constraints: [node.labels.ssd == true] }
  all: { image: x, deploy: { mode: global } }
timeline: [{ at: 1m, run: docker service update --constraint-rm "node.labels.ssd == true" web }]
`,
);

const explain = (...words: string[]) => runWordsIn(folder, ['explain', '@/a.yaml', ...words]);

/** The slot that finds no node hangs on the seed: asked of all. */
async function pendingSlot(): Promise<string> {
  for (const slot of ['web.1', 'web.2', 'web.3']) {
    const { out } = await explain('--task', slot, '--at', '10s');
    if (out.includes('pending')) return slot;
  }
  throw new Error('no task of web is pending');
}

describe('explain', () => {
  it('says what keeps a task from running, and the nearest change', async () => {
    const slot = await pendingSlot();
    const { code, out } = await explain('--task', slot, '--at', '10s');
    expect(code).toBe(0);
    expect(out).toContain('No node passes the filters.\nNearest: worker');
    expect(out).toContain(': it lacks 1 CPU; free 1 CPU there.\n');
    expect(out).toContain(
      'Or: manager1: it is not node.labels.ssd == true; drop the constraint node.labels.ssd == true.',
    );
    expect(out).toMatch(/^worker1 {4}refused: resource {5}\d+ +it lacks 1 CPU$/m);
  });

  it('tells all decisions of a run, and with --at the last one until then', async () => {
    const slot = await pendingSlot();
    const { out } = await explain('--task', slot);
    expect(out).toMatch(new RegExp(`^${slot} at 60\\.\\d+s: manager1 gets it, by spread\\.`, 'm'));
    const { out: early } = await explain('--task', slot, '--at', '30s');
    expect(early).not.toContain('gets it');
  });

  it('says that preferences come first', async () => {
    const placement = 'services.web.deploy.placement={ preferences: [{ spread: node.labels.ssd }] }';
    const cpus = 'services.web.deploy.resources.reservations.cpus="0.5"';
    const told = await Promise.all(
      ['web.1', 'web.2'].map((slot) => explain('--task', slot, '--at', '10s', '--set', placement, '--set', cpus)),
    );
    const outs = told.map(({ out }) => out).join('');
    expect(outs).toContain('It is the turn of node.labels.ssd == true with ');
    expect(outs).toMatch(/^NODE +VERDICT +node\.labels\.ssd +FAILURES/m);
    expect(outs).toMatch(/^worker\d +(gets it|passes|as good) +true: \d +0/m);
  });

  it('knows a global task by its node', async () => {
    const { out } = await explain('--task', 'all.worker2');
    expect(out).toMatch(/^all\.worker2 at [\d.]+s: worker2, its node from the beginning, lets it in\.$/m);
  });

  it('prints JSON', async () => {
    const { out } = await explain('--task', await pendingSlot(), '--at', '10s', '--format', 'json');
    const [decision] = JSON.parse(out);
    expect(decision).toMatchObject({ node: null, strategy: 'spread' });
    expect(decision.nearest[0].shortfalls[0].remedy).toBe('free 1 CPU there');
  });

  it.each([
    [['--task', 'wbe.1'], 'the run places no task wbe.1 – did you mean "web.1"?'],
    [['--task', 'web.1', '--at', '3m'], '--at 3m is after the end of the run (120s)'],
    [['--task', 'web.1', '--at', 'x'], '--at: expected a duration such as 10s, 1m30s or 200ms'],
    [[], 'Missing required argument: task'],
  ])('%j is refused', async (words, message) => {
    const { code, err } = await explain(...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
