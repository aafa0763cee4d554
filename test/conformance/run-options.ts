const usage = `npm run conformance -- [FOLDER…] [--only FAMILY[/CASE]]…

Runs every recorded file in the folders (default: test/golden) and prints what agrees.
  --only swarm            the families whose names begin so
  --only swarm/05         … and of their cases those whose ids begin so
  --only "swarm times/05-restart-policy max3"`;

/** What the command line asks for. */
export interface RunOptions {
  readonly folders: readonly string[];
  /** Beginnings of family names, with beginnings of case ids (empty = all). None = everything. */
  readonly only: readonly { readonly family: string; readonly caseId: string }[];
}

/** @returns the options, or a text to print instead of running */
export function readOptions(words: readonly string[]): RunOptions | { readonly text: string; readonly ok: boolean } {
  const folders: string[] = [];
  const only: { family: string; caseId: string }[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--help') return { text: usage, ok: true };
    if (word === '--only') {
      const [family = '', ...rest] = (words[++at] ?? '').split('/');
      if (family === '') return { text: `--only needs a family's name\n\n${usage}`, ok: false };
      only.push({ family, caseId: rest.join('/') });
    } else if (word.startsWith('-')) return { text: `unknown option ${word}\n\n${usage}`, ok: false };
    else folders.push(word);
  }
  return { folders, only };
}
