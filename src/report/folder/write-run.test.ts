import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as fsPromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exampleRun } from '../testing/example-run.ts';
import { OutputError } from './output-error.ts';
import { checkRunFolder } from './run-folder.ts';
import { writeRun } from './write-run.ts';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fsPromises>()) }));

const texts = { description: '', notModelled: [] };
/** Few rows and no charts: what is tested here is the folder. */
const run = {
  ...exampleRun(),
  percentiles: [],
  latency: [],
  parts: [],
  placement: [],
  tasks: [],
  nodes: [],
  task_load: [],
};
const files = [
  '.seatrial',
  'breakdown.csv',
  'events.csv',
  'fingerprints.csv',
  'latency.csv',
  'nodes.csv',
  'parts.csv',
  'percentiles.csv',
  'phases.csv',
  'placement.csv',
  'report.html',
  'summary.json',
].concat(['service_load.csv', 'task_load.csv', 'tasks.csv', 'updates.csv']);

let parent: string;
let out: string;

beforeEach(() => {
  parent = fs.mkdtempSync(join(tmpdir(), 'write-run-'));
  out = join(parent, 'out');
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(parent, { recursive: true, force: true });
});

/** Fails as the file system does. */
function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no`), { code, syscall: 'write' });
}

async function refusal(path = out): Promise<string> {
  const error = await writeRun(run, path, texts).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OutputError);
  return (error as OutputError).message;
}

describe('writeRun', () => {
  it('leaves the files and nothing else, and makes the folders above', async () => {
    await writeRun(run, join(parent, 'a', 'b'), texts);
    expect(fs.readdirSync(join(parent, 'a'))).toEqual(['b']);
    expect(fs.readdirSync(join(parent, 'a', 'b')).sort()).toEqual(files.sort());
  });

  it('writes the same bytes again', async () => {
    const whole = exampleRun();
    await writeRun(whole, out, texts);
    await writeRun(whole, join(parent, 'other', 'place'), texts);
    const names = fs.readdirSync(out, { recursive: true, encoding: 'utf8' }).sort();
    expect(names).toContain(join('charts', 'latency.png'));
    for (const name of names.filter((file) => fs.statSync(join(out, file)).isFile())) {
      expect(fs.readFileSync(join(parent, 'other', 'place', name)).equals(fs.readFileSync(join(out, name))), name).toBe(
        true,
      );
    }
  });

  it('has requests.csv only if requests were traced', async () => {
    const request = {
      time_s: 1,
      client: 'c',
      entry_node: 'n',
      balancer_server: '',
      node: 'n',
      task: 't',
      outcome: 'ok',
      status: 200,
    };
    const parts = {
      latency_ms: 3,
      network_ms: 1,
      queue_ms: 0,
      backlog_ms: 0,
      service_ms: 2,
      headers: '',
      balancer_retries: '',
      termination: '',
      connect_ms: 0,
      retries_ms: 0,
      calls_ms: 0,
      request: 1,
      parent: null,
      class: '',
    };
    await writeRun({ ...run, requests: [{ ...request, ...parts }] }, out, texts);
    expect(fs.readFileSync(join(out, 'requests.csv'), 'utf8').split('\n')[1]).toBe(
      '1.000000,c,n,,n,t,ok,200,3.000,1.000,0.000,0.000,2.000,,,,0.000,0.000,0.000,1,,',
    );
  });

  it('replaces what an earlier run left, and all of it', async () => {
    await writeRun({ ...run, requests: [{} as never].slice(1) }, out, texts);
    fs.writeFileSync(join(out, '.DS_Store'), '');
    await writeRun({ ...run, summary: { ...run.summary, seed: 8 } }, out, texts);
    expect(JSON.parse(fs.readFileSync(join(out, 'summary.json'), 'utf8')).seed).toBe(8);
    expect(fs.readdirSync(out).sort()).toEqual(files.sort());
    expect(fs.readdirSync(parent)).toEqual(['out']);
  });

  it('fills an empty folder', async () => {
    fs.mkdirSync(out);
    await writeRun(run, out, texts);
    expect(fs.readdirSync(out)).toContain('summary.json');
  });

  it('follows a link to its folder', async () => {
    fs.mkdirSync(join(parent, 'real'));
    fs.symlinkSync('real', out);
    await writeRun(run, out, texts);
    expect(fs.lstatSync(out).isSymbolicLink()).toBe(true);
    expect(fs.readdirSync(join(parent, 'real'))).toContain('summary.json');
  });
});

describe('what is not ours', () => {
  it('a folder of somebody else stays as it is', async () => {
    fs.mkdirSync(out);
    fs.writeFileSync(join(out, 'summary.json'), 'mine');
    expect(await refusal()).toContain('it was not written by Seatrial');
    expect(fs.readFileSync(join(out, 'summary.json'), 'utf8')).toBe('mine');
    expect(fs.readdirSync(parent)).toEqual(['out']);
  });

  it('a file that was put into our folder is not deleted', async () => {
    await writeRun(run, out, texts);
    fs.mkdirSync(join(out, 'charts'));
    fs.writeFileSync(join(out, 'charts', 'notes.txt'), 'mine');
    expect(await refusal()).toContain('it has charts/notes.txt, which Seatrial did not write');
    expect(fs.readFileSync(join(out, 'charts', 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('a marker that is not one does not count', async () => {
    fs.mkdirSync(out);
    fs.writeFileSync(join(out, '.seatrial'), '[]');
    fs.writeFileSync(join(out, 'x'), '');
    expect(await refusal()).toContain('it was not written by Seatrial');
  });

  it('a file in the place, or above it', async () => {
    fs.writeFileSync(out, 'mine');
    expect(await refusal()).toContain('it is not a folder');
    expect(await refusal(join(out, 'x'))).toContain('is a file, not a folder');
    expect(fs.readFileSync(out, 'utf8')).toBe('mine');
  });

  it('a link to nothing', async () => {
    fs.symlinkSync('nowhere', out);
    expect(await refusal()).toContain('a link to something that is not there');
  });

  it('the current folder', async () => {
    fs.mkdirSync(join(out, 'in'), { recursive: true });
    vi.spyOn(process, 'cwd').mockReturnValue(join(fs.realpathSync(out), 'in'));
    expect(await refusal()).toContain('the current folder');
  });

  it('is found before a run, without writing', async () => {
    await expect(checkRunFolder(join(parent, 'a', 'b'))).resolves.toBeUndefined();
    expect(fs.readdirSync(parent)).toEqual([]);
    fs.writeFileSync(out, '');
    await expect(checkRunFolder(out)).rejects.toThrow(OutputError);
  });
});

describe('when the machine is in the way', () => {
  it('a full disk leaves nothing, not even the folders above', async () => {
    vi.spyOn(fsPromises, 'writeFile').mockRejectedValue(systemError('ENOSPC'));
    expect(await refusal(join(parent, 'a', 'b', 'c'))).toBe(
      `Cannot write ${join(parent, 'a', 'b', 'c')}: there is no room left on the disk (ENOSPC).`,
    );
    expect(fs.readdirSync(parent)).toEqual([]);
  });

  it('a full disk leaves the earlier run as it was', async () => {
    await writeRun(run, out, texts);
    vi.spyOn(fsPromises, 'open').mockRejectedValue(systemError('ENOSPC'));
    await refusal();
    expect(fs.readdirSync(out).sort()).toEqual(files.sort());
    expect(fs.readdirSync(parent)).toEqual(['out']);
  });

  it.skipIf(process.getuid?.() === 0)('a folder above that may not be written to', async () => {
    fs.chmodSync(parent, 0o500);
    expect(await refusal()).toContain('permission denied');
    fs.chmodSync(parent, 0o700);
  });

  it('a missing permission, as the file system reports it', async () => {
    vi.spyOn(fsPromises, 'access').mockRejectedValue(systemError('EACCES'));
    expect(await refusal()).toContain('permission denied (EACCES)');
  });

  it('a fault of our own is not blamed on the machine, and leaves nothing either', async () => {
    const broken = { ...run, updates: [{ ...run.updates[0], time_s: Number.NaN }] } as never;
    await expect(writeRun(broken, out, texts)).rejects.toThrow('updates.csv: row 1 has NaN as time_s.');
    expect(fs.readdirSync(parent)).toEqual([]);
  });

  it('an interrupt removes what was begun, and ends the process', async () => {
    const script = `
      import { RunFolder } from ${JSON.stringify(fileURLToPath(new URL('./run-folder.ts', import.meta.url)))};
      await RunFolder.open(${JSON.stringify(join(parent, 'x', 'out'))});
      console.log('open');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    });
    const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(fs.readdirSync(join(parent, 'x'))).toEqual([expect.stringMatching(/^\.out\.tmp-/)]);
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    expect(fs.readdirSync(parent)).toEqual([]);
  });
});
