import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { built } from '../built.ts';

const program = built('seatrial', 'src/cli/main.ts', 'src/experiment/executors/thread.ts');
const seatrial = `'${process.execPath}' '${join(program, 'main.js')}'`;
const home = process.cwd();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seatrial-tutorial-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

/** Fences with a file's name after the language, and consoles. */
const block = /^```(?:\w+ (?<file>\S+)|(?<console>console))\n(?<text>[\s\S]*?)^```$/gm;

/** The page as it would be if it were made anew: its files written, its commands typed, what they print put behind them. */
function played(page: string): string {
  let made = '';
  let at = 0;
  for (const match of page.matchAll(block)) {
    const { file, text = '' } = match.groups ?? {};
    made += page.slice(at, match.index);
    at = match.index + match[0].length;
    if (file === undefined) made += typed(text);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      made += match[0];
    }
  }
  return made + page.slice(at);
}

function typed(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n').filter((each) => each.startsWith('$ '))) {
    const output = outputOf(line.slice(2));
    lines.push(line, ...(output === '' ? [] : [output.trimEnd()]));
  }
  return `\`\`\`console\n${lines.join('\n')}\n\`\`\``;
}

function outputOf(command: string): string {
  const isOurs = command.startsWith('seatrial ');
  // What a refused command prints is on the page too.
  const shell = isOurs ? `${seatrial}${command.slice('seatrial'.length)} 2>&1 || true` : command;
  return execFileSync('bash', ['-c', shell], { encoding: 'utf8' });
}

// Where they print something else, `npx vitest run test/docs -u` writes the page anew.
it.each(['tutorials/regression', 'tutorials/compare', 'tutorials/capacity', 'how-to/survive-and-price'])(
  'docs/%s.md prints what its commands print',
  async (name) => {
    const path = fileURLToPath(new URL(`../../docs/${name}.md`, import.meta.url));
    await expect(played(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
  },
  240_000,
);
