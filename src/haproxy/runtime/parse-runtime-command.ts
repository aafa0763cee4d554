import { bestMatch } from '../grammar/best-match.ts';
import { type NamedServer, type RuntimeCommand, RuntimeCommandError, type WrittenWeight } from './runtime-command.ts';

const program = 'haproxy';
const greatestWeight = 256;
/** Beyond it HAProxy counts no percents. */
const greatestPercentage = 25_600;

type Read = (words: readonly string[]) => RuntimeCommand;

/** By their first words, the longest first. */
const commands: readonly (readonly [string, Read])[] = [
  ['set maxconn server', ([name, limit]) => ({ kind: 'set maxconn', ...named(name), limit: maxConnections(limit) })],
  ['show servers state', ([backend = null]) => ({ kind: 'show servers state', backend })],
  ['set weight', ([name, weight]) => ({ kind: 'set weight', ...named(name), weight: weightOf(weight) })],
  ['get weight', ([name]) => ({ kind: 'get weight', ...named(name) })],
  ['set server', readSetServer],
  ['enable server', ([name]) => ({ kind: 'set state', ...named(name), state: 'ready' })],
  ['disable server', ([name]) => ({ kind: 'set state', ...named(name), state: 'maintenance' })],
  ['show stat', () => ({ kind: 'show stat' })],
  ['show backend', () => ({ kind: 'show backend' })],
];
const names = commands.map(([name]) => name);

/** Whether a command line is one of HAProxy's, not of Docker's. */
export function isRuntimeCommand(line: string): boolean {
  return /^haproxy(\s|$)/.test(line.trim());
}

/**
 * `haproxy set weight be/s1 50%`: a command as it is sent to HAProxy's socket, behind the program's name (haproxy 2.6: src/cli.c,
 * src/server.c).
 *
 * @throws {RuntimeCommandError} in HAProxy's words, or with the commands that there are
 */
export function parseRuntimeCommand(line: string): RuntimeCommand {
  const [first, ...words] = line.trim().split(/\s+/);
  if (first !== program) throw new RuntimeCommandError(`expected a haproxy command, got '${line.trim()}'`);
  const text = words.join(' ');
  const found = commands.find(([name]) => text === name || text.startsWith(`${name} `));
  if (found === undefined) throw new RuntimeCommandError(unknown(words));
  const [name, read] = found;
  return read(words.slice(name.split(' ').length));
}

function unknown(words: readonly string[]): string {
  const meant = [3, 2]
    .map((count) => bestMatch(words.slice(0, count).join(' '), names))
    .find((match) => match !== null);
  const hint = meant === undefined ? '' : `; did you mean '${meant}'?`;
  return `Unknown command: '${words.join(' ')}'${hint} Simulated are: ${names.join(', ')}`;
}

function readSetServer([name, what = '', value = '']: readonly string[]): RuntimeCommand {
  const server = named(name);
  if (what === 'weight') return { kind: 'set weight', ...server, weight: weightOf(value) };
  if (what === 'state') {
    if (value === 'ready' || value === 'drain') return { kind: 'set state', ...server, state: value };
    if (value === 'maint') return { kind: 'set state', ...server, state: 'maintenance' };
    throw new RuntimeCommandError("'set server <srv> state' expects 'ready', 'drain' and 'maint'.");
  }
  if (what === 'health') {
    if (value === 'up' || value === 'down' || value === 'stopping')
      return { kind: 'set health', ...server, health: value };
    throw new RuntimeCommandError("'set server <srv> health' expects 'up', 'stopping', or 'down'.");
  }
  throw new RuntimeCommandError(`'set server <srv>' simulates 'health', 'state' and 'weight' (got '${what}').`);
}

function named(name = ''): NamedServer {
  const [backend = '', server = ''] = name.split('/');
  if (backend === '' || server === '') throw new RuntimeCommandError("Require 'backend/server'.");
  return { backend, server };
}

function weightOf(text = ''): WrittenWeight {
  if (text === '') throw new RuntimeCommandError('Require <weight> or <weight%>.');
  const [, digits, rest = ''] = /^([+-]?\d+)(.*)$/.exec(text) ?? [];
  if (digits === undefined) throw new RuntimeCommandError('Empty weight string empty or preceded by garbage');
  const value = Number(digits);
  if (rest === '%') {
    if (value < 0) throw new RuntimeCommandError('Relative weight must be positive.');
    return { value: Math.min(value, greatestPercentage), isPercentage: true };
  }
  if (value < 0 || value > greatestWeight)
    throw new RuntimeCommandError('Absolute weight can only be between 0 and 256 inclusive.');
  if (rest !== '') throw new RuntimeCommandError('Trailing garbage in weight string');
  return { value, isPercentage: false };
}

function maxConnections(text = ''): number {
  if (text === '') throw new RuntimeCommandError('Require <maxconn>.');
  const [, digits, rest = ''] = /^([+-]?\d+)(.*)$/.exec(text) ?? [];
  if (digits === undefined) throw new RuntimeCommandError('maxconn string empty or preceded by garbage');
  if (rest !== '') throw new RuntimeCommandError('Trailing garbage in maxconn string');
  return Math.max(0, Number(digits));
}
