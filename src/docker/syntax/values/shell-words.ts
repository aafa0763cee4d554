import { splitWords, WordError } from '../../command-line/words.ts';

const messages: ReadonlyMap<string, string> = new Map([
  ['open quote', 'EOF found when expecting closing quote'],
  ['open escape', 'EOF found after escape character'],
]);

/** The value of `--args` and `--entrypoint`: words in one string. @throws {Error} github.com/google/shlex's text */
export function parseShellWords(text: string): string[] {
  try {
    return splitWords(text, { shell: false });
  } catch (error) {
    if (error instanceof WordError) throw new Error(messages.get(error.problem) ?? error.message);
    throw error;
  }
}
