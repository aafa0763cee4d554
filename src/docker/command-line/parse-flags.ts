import { quote } from '../text/quote.ts';
import type { Flag } from './flag.ts';
import { FlagValues, flagTitle } from './flag.ts';

/** A flag that the command does not have, or that it cannot read. The message is pflag's. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

export interface ParsedFlags {
  readonly flags: FlagValues;
  readonly operands: readonly string[];
  /** `--help` or `-h` stands there: nothing after it was read. */
  readonly help: boolean;
}

/**
 * Takes words apart as github.com/spf13/pflag does: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-n=value`,
 * combined shorthands, `--` as the end of the flags.
 *
 * @param interspersed flags may follow operands; if not, the first operand ends the flags (`service create IMAGE COMMAND -x`)
 * @throws {FlagError}
 */
export function parseFlags(
  words: readonly string[],
  known: readonly Flag<unknown>[],
  interspersed: boolean,
): ParsedFlags {
  const reader = new FlagReader(words, known);
  const operands: string[] = [];
  while (reader.hasNext && !reader.help) {
    const word = reader.next();
    if (word === '--') return { flags: reader.flags, operands: [...operands, ...reader.rest()], help: false };
    if (word.startsWith('--')) reader.readLong(word);
    else if (word.startsWith('-') && word !== '-') reader.readShort(word.slice(1));
    else if (interspersed) operands.push(word);
    else return { flags: reader.flags, operands: [word, ...reader.rest()], help: false };
  }
  return { flags: reader.flags, operands, help: reader.help };
}

class FlagReader {
  readonly flags = new FlagValues();
  help = false;
  readonly #words: readonly string[];
  readonly #known: readonly Flag<unknown>[];
  #at = 0;

  constructor(words: readonly string[], known: readonly Flag<unknown>[]) {
    this.#words = words;
    this.#known = known;
  }

  get hasNext(): boolean {
    return this.#at < this.#words.length;
  }

  next(): string {
    return this.#words[this.#at++] ?? '';
  }

  rest(): readonly string[] {
    return this.#words.slice(this.#at);
  }

  readLong(word: string): void {
    const body = word.slice(2);
    if (body.startsWith('-') || body.startsWith('=')) throw new FlagError(`bad flag syntax: ${word}`);
    const equals = body.indexOf('=');
    const name = equals === -1 ? body : body.slice(0, equals);
    const found = this.#known.find((each) => each.name === name);
    if (found === undefined) {
      if (name !== 'help') throw new FlagError(`unknown flag: --${name}`);
      this.help = true;
    } else if (equals !== -1) this.#set(found, body.slice(equals + 1));
    else if (found.isBoolean) this.#set(found, 'true');
    else if (this.hasNext) this.#set(found, this.next());
    else throw new FlagError(`flag needs an argument: --${name}`);
  }

  /** One letter after the other, until one takes the rest of the word (or the next word) as its value. */
  readShort(cluster: string): void {
    let letters = cluster;
    while (letters !== '' && !this.help) letters = this.#readLetter(letters);
  }

  #readLetter(letters: string): string {
    const letter = letters.charAt(0);
    const found = this.#known.find((each) => each.shorthand === letter);
    if (found === undefined) {
      if (letter !== 'h') throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters}`);
      this.help = true;
      return '';
    }
    const hasValueAfterEquals = letters.length > 2 && letters.charAt(1) === '=';
    if (!hasValueAfterEquals && found.isBoolean) {
      this.#set(found, 'true');
      return letters.slice(1);
    }
    this.#set(found, this.#valueOfLetter(letters, hasValueAfterEquals));
    return '';
  }

  #valueOfLetter(letters: string, afterEquals: boolean): string {
    if (afterEquals) return letters.slice(2);
    if (letters.length > 1) return letters.slice(1);
    if (this.hasNext) return this.next();
    throw new FlagError(`flag needs an argument: '${letters}' in -${letters}`);
  }

  #set(found: Flag<unknown>, text: string): void {
    this.flags.add(found, readValue(found, text));
  }
}

function readValue<T>(of: Flag<T>, text: string): T {
  try {
    return of.read(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new FlagError(`invalid argument ${quote(text)} for ${quote(flagTitle(of))} flag: ${error.message}`);
  }
}
