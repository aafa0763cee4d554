import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../command-line.ts';

async function play(script: string, ...words: string[]) {
  const texts = { out: '', err: '' };
  const code = await runCommandLine(['shell', ...words], {
    out: (text) => {
      texts.out += text;
    },
    err: (text) => {
      texts.err += text;
    },
    input: Readable.from([script]),
    errIsTerminal: false,
  });
  return { code, ...texts };
}

describe('shell', () => {
  it('plays a script and prints what the commands print', async () => {
    expect(await play('wait 5s\nnow\n')).toEqual({ code: 0, out: '5s\n', err: '' });
  });

  it('prints commands, comments and empty lines too with --echo', async () => {
    const { out } = await play('# time\n\nwait \\\n  5s\nnow', '--echo');
    expect(out).toBe('# time\n\n$ wait \\\n  5s\n$ now\n5s\n');
  });

  it('ends with the last exit code, or that of exit', async () => {
    expect((await play('crash nobody\n')).code).toBe(2);
    expect((await play('crash nobody\nnow\n')).code).toBe(0);
    expect(await play('exit 3\nnow\n')).toEqual({ code: 3, out: '', err: '' });
  });

  it('refuses a scenario that is not there', async () => {
    const { code, err } = await play('', 'nowhere.yaml');
    expect([code, err]).toEqual([2, 'nowhere.yaml: no such file\n']);
  });
});
