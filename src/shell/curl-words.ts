import { type Flag, type FlagValues, flag } from '../docker/command-line/flag.ts';
import { bool, float, text } from '../docker/command-line/flag-types.ts';
import { FlagError, parseFlags } from '../docker/command-line/parse-flags.ts';

/** What a line of `curl` asks for. */
export interface CurlWords {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Without an answer for so long it gives up; `null` = the kernel's patience. */
  readonly mostMs: number | null;
  readonly showsHead: boolean;
  readonly showsBody: boolean;
  readonly showsErrors: boolean;
  /** A status of 400 or more is a failure. */
  readonly failsByStatus: boolean;
  /** Printed at the end. */
  readonly writeOut: string;
}

/** Exit code 2 of curl (a flag), 3 (a URL). */
export class CurlError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(`curl: ${message}`);
    this.exitCode = exitCode;
  }
}

const badFlag = 2;
const badUrl = 3;

const head = bool('head', { shorthand: 'I' });
const include = bool('include', { shorthand: 'i' });
const silent = bool('silent', { shorthand: 's' });
const showError = bool('show-error', { shorthand: 'S' });
const fail = bool('fail', { shorthand: 'f' });
const output = text('output', { shorthand: 'o' });
const writeOut = text('write-out', { shorthand: 'w' });
const maxTime = float('max-time', { shorthand: 'm' });
const request = text('request', { shorthand: 'X' });
const header = flag('header', readHeader, { shorthand: 'H' });
const known: readonly Flag<unknown>[] = [
  ...[head, include, silent, showError, fail, output, writeOut, maxTime, request, header],
  ...[bool('location', { shorthand: 'L' }), bool('insecure', { shorthand: 'k' }), bool('verbose', { shorthand: 'v' })],
  ...[float('connect-timeout'), text('user-agent', { shorthand: 'A' })],
];

/** @throws {CurlError} */
export function readCurl(words: readonly string[]): CurlWords {
  const { flags, operands } = flagsOf(words);
  const [url, ...more] = operands;
  if (url === undefined) throw new CurlError("try 'curl --help' or 'curl --manual' for more information", badFlag);
  if (more.length > 0) throw new CurlError(`simulated is one URL at a time, not ${operands.length}`, badFlag);
  const isHead = flags.last(head) === true;
  const seconds = flags.last(maxTime);
  return {
    ...readUrl(url),
    method: flags.last(request) ?? (isHead ? 'HEAD' : 'GET'),
    headers: Object.fromEntries(flags.all(header)),
    mostMs: seconds === undefined || seconds <= 0 ? null : Math.ceil(seconds * 1000),
    showsHead: isHead || flags.last(include) === true,
    showsBody: !isHead && flags.last(output) === undefined,
    showsErrors: flags.last(silent) !== true || flags.last(showError) === true,
    failsByStatus: flags.last(fail) === true,
    writeOut: flags.last(writeOut) ?? '',
  };
}

function flagsOf(words: readonly string[]): { readonly flags: FlagValues; readonly operands: readonly string[] } {
  try {
    return parseFlags(words, known, true);
  } catch (error) {
    if (error instanceof FlagError) throw new CurlError(inCurlsWords(error.message), badFlag);
    throw error;
  }
}

function inCurlsWords(message: string): string {
  const [, letter, name = letter] = /^unknown (?:shorthand )?flag: (?:'(.)' in.*|(--.*))$/.exec(message) ?? [];
  if (name === undefined) return message;
  return `option ${name.startsWith('--') ? name : `-${name}`}: is unknown`;
}

function readUrl(url: string): Pick<CurlWords, 'host' | 'port' | 'path'> {
  const [, scheme, host, port = '80', path = '/'] = /^(?:(\w+):\/\/)?([^/:?]+)(?::(\d+))?([/?].*)?$/.exec(url) ?? [];
  if (host === undefined) throw new CurlError('(3) URL using bad/illegal format or missing URL', badUrl);
  if (scheme !== undefined && scheme !== 'http') throw new CurlError(`simulated is http, not ${scheme}`, badFlag);
  if (Number(port) < 1 || Number(port) > 65_535)
    throw new CurlError('(3) Port number was not a decimal number between 0 and 65535', badUrl);
  return { host, port: Number(port), path: path.startsWith('?') ? `/${path}` : path };
}

function readHeader(written: string): readonly [string, string] {
  const [name = '', ...value] = written.split(':');
  return [name.trim(), value.join(':').trim()];
}
