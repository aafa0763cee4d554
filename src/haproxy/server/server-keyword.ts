import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger, parseTimer, restWarning } from '../grammar/timer.ts';
import type { ServerSettings } from './server.ts';

/** Something is wrong with a word of a `server` line; the message is HAProxy's. */
export class ServerKeywordError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ServerKeywordError';
  }
}

/** A keyword of a `server` line, and the words after it. */
export interface ServerWord {
  readonly line: ConfigLine;
  /** Where the keyword stands in the line. */
  readonly index: number;
  /** The word after it; empty if there is none. */
  readonly value: string;
  /** `s1`, or `default-server`. */
  readonly server: string;
  readonly report: Report;
}

/** What the word changes. Throws a `ServerKeywordError`. */
export type ServerKeyword = (word: ServerWord) => Partial<ServerSettings>;

export function refuse(message: string): never {
  throw new ServerKeywordError(message);
}

/** A time above 0, in ms. HAProxy speaks of `agent-inter` for every kind of interval. */
export function interval(name: string, { value, server, line, report }: ServerWord): number {
  if (value === '') refuse(`'${name}' expects a delay as argument..`);
  const timer = parseTimer(value);
  if (timer.kind === 'unexpected')
    refuse(`unexpected character '${timer.char}' in 'agent-inter' argument of server ${server}..`);
  if (timer.kind === 'overflow') refuse(overflow(name, value, server));
  if (timer.ms === 0) refuse(`invalid value 0 for argument '${name}' of server ${server}..`);
  if (timer.rest !== '') report.warn(line, restWarning(value, timer.rest));
  return timer.ms;
}

export function overflow(name: string, value: string, server: string): string {
  return `timer overflow in argument <${value}> to <${name}> of server ${server}, maximum value is 2147483647 ms (~24.8 days)..`;
}

/** A whole number above 0. */
export function countAboveZero(name: string, { value }: ServerWord, says = `'${name}'`): number {
  if (value === '') refuse(`'${name}' expects an integer argument..`);
  const number = lenientInteger(value);
  if (number <= 0) refuse(`${says} has to be > 0..`);
  return number;
}

/** A word that must be there. */
export function needed(name: string, what: string): (word: ServerWord) => string {
  return ({ value }) => (value === '' ? refuse(`'${name}' expects ${what} as argument..`) : value);
}

export function oneOf(values: readonly string[], says: (value: string) => string): ServerKeyword {
  return ({ value }) => (values.includes(value) ? {} : refuse(says(value)));
}

/** A word whose value can be wrong, and changes nothing that the model knows. */
export function checked(check: (word: ServerWord) => unknown): ServerKeyword {
  return (word) => {
    check(word);
    return {};
  };
}
