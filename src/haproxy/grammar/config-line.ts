import type { Word } from './words.ts';

/** One line of a configuration: a keyword and its arguments. */
export class ConfigLine {
  readonly number: number;
  /** The line was introduced by `no` or `default`. */
  readonly negated: boolean;
  readonly #words: readonly Word[];

  constructor(number: number, words: readonly Word[], negated = false) {
    this.number = number;
    this.#words = words;
    this.negated = negated;
  }

  get length(): number {
    return this.#words.length;
  }

  /** The word at this place (0 = the keyword); empty beyond the last one, as HAProxy sees it. */
  word(index: number): string {
    return this.#words[index]?.text ?? '';
  }

  /** Where the word stands, else the line's last word. */
  column(index: number): number {
    return (this.#words[index] ?? this.#words.at(-1))?.column ?? 1;
  }

  /** The words from this place on. */
  from(index: number): string[] {
    return this.#words.slice(index).map(({ text }) => text);
  }

  /** The line without its first words. */
  without(count: number, negated = this.negated): ConfigLine {
    return new ConfigLine(this.number, this.#words.slice(count), negated);
  }
}
