import { runCommandLine } from '../command-line.ts';

/** What a command line came to. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line, as if nobody looked at a terminal. */
export async function runWords(words: readonly string[]): Promise<Outcome> {
  const texts = { out: '', err: '' };
  const code = await runCommandLine(words, {
    out: (text) => {
      texts.out += text;
    },
    err: (text) => {
      texts.err += text;
    },
    errIsTerminal: false,
  });
  return { code, ...texts };
}

/** The same in a test's folder: words that begin with `@/` are paths in it, and what is printed says `@` for it. */
export async function runWordsIn(folder: string, words: readonly string[]): Promise<Outcome> {
  const { code, out, err } = await runWords(words.map((word) => word.replace(/^@\//, `${folder}/`)));
  return { code, out: out.replaceAll(folder, '@'), err: err.replaceAll(folder, '@') };
}
