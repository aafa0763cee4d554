/** A word of a configuration line. */
export interface Word {
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

/** A line that cannot be split into words. */
export class WordError extends Error {
  readonly column: number;

  constructor(what: string, line: string, column: number) {
    const indent = line.length - line.trimStart().length;
    super(`${what} at position ${column}:\n  ${line.trim()}\n  ${' '.repeat(Math.max(0, column - 1 - indent))}^`);
    this.name = 'WordError';
    this.column = column;
  }
}

const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', ' ': ' ', '\\': '\\', '#': '#' };
const hexDigits = /^[0-9a-fA-F]{2}$/;

/**
 * Splits a line into words (haproxy 2.6: src/tools.c, `parse_line`): blanks part them, `#` begins a comment, "…" and '…' quote, a
 * backslash escapes outside of '…'. An environment variable, known only in "…", is empty: a simulated machine has none.
 *
 * @throws {WordError} at a quote without an end, a bad \x, a bad variable
 */
export function splitWords(line: string): Word[] {
  return new WordReader(line).read();
}

class WordReader {
  readonly #line: string;
  readonly #words: Word[] = [];
  #at = 0;
  #text = '';
  /** Where the open word began; -1 = between words. */
  #start = -1;
  #quote = '';
  #quoteAt = 0;

  constructor(line: string) {
    this.#line = line;
  }

  read(): Word[] {
    while (this.#at < this.#line.length) {
      const char = this.#line[this.#at]!;
      if (this.#quote === '' && char === '#') break;
      if (this.#quote === '' && (char === ' ' || char === '\t')) this.#endWord();
      else this.#inWord(char);
      this.#at += 1;
    }
    if (this.#quote !== '') throw new WordError('unmatched quote', this.#line, this.#quoteAt + 1);
    this.#endWord();
    return this.#words;
  }

  #endWord(): void {
    if (this.#start >= 0) this.#words.push({ text: this.#text, column: this.#start + 1 });
    this.#text = '';
    this.#start = -1;
  }

  #inWord(char: string): void {
    if (this.#start < 0) this.#start = this.#at;
    if (this.#quote === '' && (char === '"' || char === "'")) {
      this.#quote = char;
      this.#quoteAt = this.#at;
    } else if (char === this.#quote) this.#quote = '';
    else if (char === '\\' && this.#quote !== "'") this.#escape();
    else if (char === '$' && this.#quote === '"') this.#variable();
    else this.#text += char;
  }

  #escape(): void {
    const next = this.#line[this.#at + 1] ?? '';
    if (next === 'x') {
      const digits = this.#line.slice(this.#at + 2, this.#at + 4);
      if (!hexDigits.test(digits))
        throw new WordError('truncated or invalid hexadecimal sequence', this.#line, this.#at + 1);
      this.#text += String.fromCharCode(Number.parseInt(digits, 16));
      this.#at += 3;
      return;
    }
    const isQuote = next === '"' || next === "'" || (next === '$' && this.#quote === '"');
    const meant = isQuote ? next : escaped[next];
    // Any other pair stands for itself: regular expressions have their own escapes.
    this.#text += meant ?? `\\${next}`;
    this.#at += 1;
  }

  #variable(): void {
    const rest = this.#line.slice(this.#at + 1);
    const braced = rest.startsWith('{');
    const name = /^[A-Za-z_.][A-Za-z0-9_.]*/.exec(braced ? rest.slice(1) : rest)?.[0] ?? '';
    if (name === '')
      throw new WordError(
        'forbidden first char in environment variable name',
        this.#line,
        this.#at + 2 + Number(braced),
      );
    this.#at += name.length;
    if (!braced) return;
    const end = /^(?:\[\*\])?\}/.exec(rest.slice(1 + name.length));
    if (end === null)
      throw new WordError('unmatched brace in environment variable name', this.#line, this.#at + 2 - name.length);
    this.#at += 1 + end[0].length;
  }
}
