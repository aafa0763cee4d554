const substitution = /\$\(([^()]*)\)/y;

/** Stands for what is not known before the run; a word, as a token is. */
const unknownOutput = 'SWMTKN-1-unknown';

/** The first `$(command)` inside a command line, or `null`. One level, as a shell's outside single quotes. */
export function firstSubstitution(line: string): { readonly command: string; replace(output: string): string } | null {
  const match = firstExpansion(line, substitution);
  if (match === null) return null;
  const { index } = match;
  const after = line.slice(index + match[0].length);
  return { command: match[1] ?? '', replace: (output) => `${line.slice(0, index)}${output.trim()}${after}` };
}

/** The first place where a pattern (with the flag y) matches and a shell would expand it: not in single quotes, not after a backslash. */
export function firstExpansion(line: string, pattern: RegExp): RegExpExecArray | null {
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const letter = line.charAt(at);
    if (quote === "'") {
      if (letter === quote) quote = '';
      continue;
    }
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match !== null) return match;
    if (letter === '\\') at++;
    else if (letter === quote) quote = '';
    else if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
  }
  return null;
}

/** The line with a word in the place of each substitution, for checks before the run. */
export function withoutSubstitutions(line: string): string {
  const inner = firstSubstitution(line);
  return inner === null ? line : withoutSubstitutions(inner.replace(unknownOutput));
}

/** The commands inside `$(…)`, in their order. */
export function commandsWithin(line: string): string[] {
  const inner = firstSubstitution(line);
  return inner === null ? [] : [inner.command, ...commandsWithin(inner.replace(unknownOutput))];
}
