const substitution = /\$\(([^()]*)\)/;

/** Stands for what is not known before the run; a word, as a token is. */
const unknownOutput = 'SWMTKN-1-unknown';

/** The first `$(command)` inside a command line, or `null`. One level, as a shell's in double quotes. */
export function firstSubstitution(line: string): { readonly command: string; replace(output: string): string } | null {
  const match = substitution.exec(line);
  if (match === null) return null;
  return { command: match[1] ?? '', replace: (output) => line.replace(substitution, () => output.trim()) };
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
