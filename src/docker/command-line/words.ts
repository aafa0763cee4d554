/** The text is not a sequence of words: a quote without its end, a backslash at the end, or an operator of a shell. */
export class WordError extends Error {
  override readonly name = 'WordError';
  readonly problem: WordProblem;

  constructor(problem: WordProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

export type WordProblem = 'open quote' | 'open escape' | 'shell operator';

const separators: readonly string[] = [' ', '\t', '\n', '\r'];
const shellOperators: readonly string[] = ['|', '&', ';', '<', '>', '(', ')', '`', '$'];
/** What a backslash escapes between double quotes; before anything else it stands for itself. */
const escapedInQuotes: readonly string[] = ['"', '\\', '$', '`', '\n'];

/**
 * Splits a command line into words as a POSIX shell does: single quotes, double quotes, backslashes, and a backslash at
 * the end of a line, which joins it with the next one. There is no shell behind: an unquoted operator or variable is an error.
 *
 * @throws {WordError}
 */
export function splitWords(text: string, options: { readonly shell: boolean } = { shell: true }): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (separators.includes(character)) {
      if (word !== null) words.push(word);
      word = null;
      at++;
      continue;
    }
    if (options.shell && shellOperators.includes(character)) throw operatorError(character);
    const piece = readPiece(text, at);
    // A line that a backslash joins to the next one leaves no word behind by itself.
    if (piece.text !== '' || piece.quoted) word = (word ?? '') + piece.text;
    at = piece.end;
  }
  if (word !== null) words.push(word);
  return words;
}

interface Piece {
  readonly text: string;
  readonly quoted: boolean;
  readonly end: number;
}

function readPiece(text: string, start: number): Piece {
  const character = text.charAt(start);
  if (character === "'") return readSingleQuoted(text, start);
  if (character === '"') return readDoubleQuoted(text, start);
  if (character !== '\\') return { text: character, quoted: false, end: start + 1 };
  if (start + 1 === text.length)
    throw new WordError('open escape', 'a backslash at the end of the line escapes nothing');
  const escaped = text.charAt(start + 1);
  return { text: escaped === '\n' ? '' : escaped, quoted: false, end: start + 2 };
}

function readSingleQuoted(text: string, start: number): Piece {
  const close = text.indexOf("'", start + 1);
  if (close === -1) throw openQuote(text, start);
  return { text: text.slice(start + 1, close), quoted: true, end: close + 1 };
}

function readDoubleQuoted(text: string, start: number): Piece {
  let inside = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return { text: inside, quoted: true, end: at + 1 };
    const escaped = text.charAt(at + 1);
    if (character === '\\' && escapedInQuotes.includes(escaped)) {
      inside += escaped === '\n' ? '' : escaped;
      at++;
    } else {
      inside += character;
    }
  }
  throw openQuote(text, start);
}

function openQuote(text: string, start: number): WordError {
  return new WordError('open quote', `the quote ${text.charAt(start)} at column ${start + 1} has no end`);
}

function operatorError(character: string): WordError {
  return new WordError(
    'shell operator',
    `'${character}' has a meaning in a shell, and there is no shell here: quote it, or give one command only`,
  );
}
