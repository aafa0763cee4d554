import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runWords } from '../../src/cli/testing/run-words.ts';
import { RecordedFiles } from '../../src/experiment/recorded-files.ts';
import { runJob } from '../../src/experiment/run-job.ts';
import { diskFiles } from '../../src/scenario/disk-files.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { strategiesOf } from '../../src/scenario/strategies-of.ts';
import { simulate } from '../../src/simulation/simulation.ts';

const scenarios = relative('.', new URL('../../scenarios/', import.meta.url).pathname);
const fragmentation = join(scenarios, 'fragmentation.yaml');
const folder = mkdtempSync(join(tmpdir(), 'seatrial-placement-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function placementUnder(placement: string) {
  const { scenario } = loadScenario(diskFiles, fragmentation, [`placement=${placement}`]);
  const strategies = await strategiesOf(scenario, diskFiles);
  const { summary, tasks } = simulate({ ...scenario, clients: [], expect: [] }, { strategies });
  const { worker1, worker2 } = summary.nodes;
  return {
    pending: summary.placement.pending,
    running: [worker1?.running ?? 0, worker2?.running ?? 0].toSorted((a, b) => a - b),
    errors: [...new Set(tasks.map(({ error }) => error))].filter((error) => error !== ''),
  };
}

describe('the large task of scenarios/fragmentation.yaml', () => {
  it.each(['spread', 'spread-by-reservation', 'least-allocated', './placement/rounds.mjs'])(
    'finds no room under %s, which leaves some on both workers',
    async (placement) => {
      expect(await placementUnder(placement)).toEqual({
        pending: 1,
        running: [3, 3],
        errors: ['no suitable node (insufficient resources on 2 nodes; 1 node not available for new tasks)'],
      });
    },
  );

  it.each(['binpack', 'first-fit', 'most-allocated', 'dot-product', './placement/tightest.mjs'])(
    'finds the worker that %s has left empty',
    async (placement) => {
      expect(await placementUnder(placement)).toEqual({ pending: 0, running: [1, 6], errors: [] });
    },
  );
});

describe('a job with a strategy of the user’s own', () => {
  it('carries its text', async () => {
    const files = new RecordedFiles(diskFiles);
    const overrides = ['placement=./placement/rounds.mjs', 'traffic=[]', 'expect=[]'];
    loadScenario(files, fragmentation, overrides);
    expect(Object.keys(files.texts)).toContain(join(scenarios, 'placement/rounds.mjs'));
    const job = { files: files.texts, path: fragmentation, overrides, promises: ['pending == 1'], course: false };
    expect(await runJob(job)).toMatchObject({ ok: true, result: { promises: [{ holds: true }] } });
  });

  it('remembers nothing of the job before', async () => {
    // Spreads the six small tasks as long as it counts from 0, else it packs them.
    const text = 'let asked = 0;\nexport default { score: (_, node) => (++asked > 8 ? -1 : 1) * node.freeCpus };\n';
    const files = { 'a.yaml': diskFiles.read(fragmentation), 'mine.mjs': text };
    const overrides = ['placement=./mine.mjs', 'traffic=[]', 'expect=[]'];
    const job = { files, path: 'a.yaml', overrides, promises: ['pending == 1'], course: false };
    const first = await runJob(job);
    expect(first).toMatchObject({ ok: true, result: { promises: [{ holds: true }] } });
    expect(await runJob(job)).toEqual(first);
  });

  it('fails by its input if the strategy fails', async () => {
    const files = {
      'a.yaml': diskFiles.read(fragmentation),
      'mine.mjs': 'export default {\n  score: () => NaN,\n};\n',
    };
    const job = {
      files,
      path: 'a.yaml',
      overrides: ['placement=./mine.mjs', 'traffic=[]'],
      promises: [],
      course: false,
    };
    expect(await runJob(job)).toMatchObject({
      ok: false,
      kind: 'input',
      message: expect.stringMatching(/^mine.mjs: score of worker\d for small is NaN/),
    });
  });
});

describe('seatrial run --placement', () => {
  async function run(text: string, ...words: string[]) {
    const file = join(folder, 'mine.mjs');
    writeFileSync(file, text);
    const out = join(folder, 'report');
    const flags = words.length > 0 ? words : ['--placement', relative('.', file)];
    const { code, err } = await runWords(['run', fragmentation, '--out', out, '-q', ...flags]);
    return { code, err: err.trimEnd() };
  }

  it('takes a file from the working folder', async () => {
    const path = join(scenarios, 'placement/tightest.mjs');
    // Exit code 1: what the scenario expects is what spread does.
    expect(await run('', '--placement', path)).toEqual({ code: 1, err: '' });
  });

  it.each([
    [
      'an error of its own',
      'export default {\n  score(task, node) {\n    return node.none.x;\n  },\n};',
      ':3:22: score failed',
    ],
    ['no strategy', 'export const x = 1;', ': no default export'],
    ['a syntax error', 'export default {\n  score( {', ':2:11: SyntaxError'],
    ['chance', 'export default { score: () => Math.random() };', ':1:31: Math.random would'],
  ])('tells where a file is wrong: %s', async (_, text, message) => {
    const { code, err } = await run(text);
    expect(code).toBe(2);
    expect(err).toContain(`mine.mjs${message}`);
    expect(err).not.toContain('internal fault');
  });

  it.each([
    ['binpak', 'no placement strategy is called "binpak" – did you mean "binpack"?'],
    ['./none.mjs', 'none.mjs: no such file'],
    ['./mine.ts', 'mine.ts: a strategy of your own is a module in JavaScript, its name ends with .mjs'],
  ])('refuses %s', async (placement, message) => {
    const { code, err } = await run('', '--placement', placement);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
