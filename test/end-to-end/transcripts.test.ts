import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';

const pathOf = (name: string) => new URL(`../../${name}`, import.meta.url).pathname;

/** The commands of a transcript, played anew: outputs and errors in one text, as on a screen. */
async function replay(transcript: string, words: readonly string[]): Promise<string> {
  const script = transcript.split('\n').flatMap((line) => {
    if (line.startsWith('$ ')) return [line.slice(2)];
    return line.startsWith('#') ? [line] : [];
  });
  let screen = '';
  const show = (text: string) => {
    screen += text;
  };
  const input = Readable.from([`${script.join('\n')}\n`]);
  await runCommandLine(['shell', ...words, '--echo'], { out: show, err: show, input, errIsTerminal: false });
  return screen;
}

describe('a transcript is a test', () => {
  it('a service is updated, and loses a machine on the way', async () => {
    const transcript = readFileSync(pathOf('test/end-to-end/transcripts/shop.txt'), 'utf8');
    expect(await replay(transcript, [pathOf('test/end-to-end/transcripts/shop.yaml')])).toBe(transcript);
  });

  it('an operator kills, stops and removes containers', async () => {
    const transcript = readFileSync(pathOf('test/end-to-end/transcripts/containers.txt'), 'utf8');
    expect(await replay(transcript, [pathOf('test/end-to-end/transcripts/containers.yaml')])).toBe(transcript);
  });

  it('the tutorial, from three machines that are created to a service on a published port', async () => {
    const transcript = readFileSync(pathOf('test/end-to-end/transcripts/tutorial.txt'), 'utf8');
    expect(await replay(transcript, ['--empty'])).toBe(transcript);
  });

  it('bare machines form a swarm as docs/how-to/shell.md says', async () => {
    const page = readFileSync(pathOf('docs/how-to/shell.md'), 'utf8');
    const script = /```sh\n(docker swarm init[\s\S]*?)```/.exec(page)?.[1] ?? '';
    const transcript = script.trimEnd().replace(/^/gm, '$ ');
    const screen = await replay(transcript, [pathOf('test/end-to-end/transcripts/bare.yaml')]);
    expect(screen).toContain('This node joined a swarm as a worker.');
    expect(screen).toMatch(/worker1 +Ready +Active +20\.10\.24\n$/);
  });

  it('docs/how-to/shell.md shows what a session prints', async () => {
    const page = readFileSync(pathOf('docs/how-to/shell.md'), 'utf8');
    const transcript = /```text\n(\$ [\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(transcript).toContain('$ docker service ps');
    expect(await replay(transcript, [])).toBe(transcript);
  });
});
