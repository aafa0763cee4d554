import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';

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
async function played(page: string): Promise<string> {
  let made = '';
  let at = 0;
  for (const match of page.matchAll(block)) {
    const { file, text = '' } = match.groups ?? {};
    made += page.slice(at, match.index);
    at = match.index + match[0].length;
    if (file === undefined) made += await typed(text);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      made += match[0];
    }
  }
  return made + page.slice(at);
}

async function typed(text: string): Promise<string> {
  const lines: string[] = [];
  for (const line of text.split('\n').filter((each) => each.startsWith('$ '))) {
    const output = await outputOf(line.slice(2));
    lines.push(line, ...(output === '' ? [] : [output.trimEnd()]));
  }
  return `\`\`\`console\n${lines.join('\n')}\n\`\`\``;
}

async function outputOf(command: string): Promise<string> {
  const [program, ...words] = wordsOf(command);
  if (program !== 'seatrial') return execFileSync('bash', ['-c', command], { encoding: 'utf8' });
  let output = '';
  const add = (text: string) => {
    output += text;
  };
  await runCommandLine(words, { out: add, err: add, errIsTerminal: false });
  return output;
}

/** As a shell splits them; single quotes keep words together. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

// Where they print something else, `npx vitest run test/docs -u` writes the page anew.
it.each(['tutorials/regression', 'tutorials/compare', 'tutorials/capacity', 'how-to/survive-and-price'])(
  'docs/%s.md prints what its commands print',
  async (name) => {
    const path = fileURLToPath(new URL(`../../docs/${name}.md`, import.meta.url));
    await expect(await played(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
  },
  240_000,
);
