import { lenientInteger, parseTimer, restWarning } from '../grammar/timer.ts';
import { AddressError, isAddress, looksLikeBadAddress, parseAddress } from './address.ts';
import { connectionKeywords } from './connection-keywords.ts';
import type { ServerSettings } from './server.ts';
import {
  checked,
  countAboveZero,
  interval,
  needed,
  oneOf,
  overflow,
  refuse,
  type ServerKeyword,
  type ServerWord,
} from './server-keyword.ts';

const largestWeight = 256;
const largestId = 2_147_483_647;

const reactions = ['fastinter', 'fail-check', 'sudden-death', 'mark-down'] as const;
const layers = ['none', 'layer4', 'layer7'] as const;

/** Words of a `server` line that mean something, or can be wrong (haproxy 2.6: src/server.c). */
export const serverKeywords: ReadonlyMap<string, ServerKeyword> = new Map<string, ServerKeyword>([
  ['weight', (word) => ({ weight: weight(word) })],
  ['maxconn', ({ value }) => ({ maxConnections: lenientInteger(value) })],
  ['minconn', ({ value }) => ({ minConnections: lenientInteger(value) })],
  ['maxqueue', ({ value }) => ({ maxQueue: lenientInteger(value) })],
  ['check', () => ({ check: true })],
  ['no-check', () => ({ check: false })],
  ['agent-check', () => ({ agentCheck: true })],
  ['no-agent-check', () => ({ agentCheck: false })],
  ['agent-port', (word) => ({ agentPort: port('agent-port', word), hasAgentPort: true })],
  ['agent-addr', checked(agentAddress)],
  ['agent-inter', checked((word) => interval('agent-inter', word))],
  ['inter', (word) => ({ intervalMs: interval('inter', word) })],
  ['fastinter', (word) => ({ fastIntervalMs: interval('fastinter', word) })],
  ['downinter', (word) => ({ downIntervalMs: interval('downinter', word) })],
  ['fall', (word) => ({ fall: countAboveZero('fall', word) })],
  ['rise', (word) => ({ rise: countAboveZero('rise', word) })],
  ['error-limit', (word) => ({ errorLimit: countAboveZero('error-limit', word, 'error-limit') })],
  ['port', (word) => ({ checkPort: port('port', word) })],
  ['addr', checkAddress],
  ['backup', () => ({ backup: true })],
  ['no-backup', () => ({ backup: false })],
  ['disabled', () => ({ disabled: true })],
  ['enabled', () => ({ disabled: false })],
  ['id', (word) => ({ id: serverId(word) })],
  ['slowstart', slowStart],
  ['track', (word) => ({ track: needed('track', '[<proxy>/]<server>')(word) })],
  ['resolvers', ({ value }) => ({ resolvers: value })],
  ['cookie', checked((word) => needed('cookie', '<value>')(word))],
  ['redir', checked((word) => needed('redir', '<prefix>')(word))],
  ['observe', observe],
  ['on-error', onError],
  ['on-marked-down', (word) => ({ ...onlyValue('on-marked-down', 'shutdown-sessions')(word), cutsWhenDown: true })],
  ['on-marked-up', onlyValue('on-marked-up', 'shutdown-backup-sessions')],
  ['init-addr', initialAddress],
  ...connectionKeywords,
]);

function port(name: string, word: ServerWord): number {
  if (word.value === '') refuse(`'${name}' expects a port number as argument..`);
  return lenientInteger(word.value);
}

function agentAddress({ value }: ServerWord): void {
  if (value === '') refuse("'agent-addr' expects an address as argument..");
  if (!isAddress(value) && value !== 'localhost')
    refuse(`parsing agent-addr failed. Check if '${value}' is correct address..`);
}

function weight({ value, server }: ServerWord): number {
  const number = lenientInteger(value);
  if (number >= 0 && number <= largestWeight) return number;
  return refuse(`weight of server ${server} is not within 0 and ${largestWeight} (${number})..`);
}

function serverId({ value }: ServerWord): number {
  if (value === '') refuse("'id' : expects an integer argument.");
  const number = lenientInteger(value);
  return number > 0 && number <= largestId ? number : refuse("'id' : custom id has to be > 0.");
}

function slowStart({ value, server, line, report }: ServerWord): { readonly slowStartMs: number } {
  const timer = parseTimer(value);
  if (timer.kind === 'unexpected')
    refuse(`unexpected character '${timer.char}' in 'slowstart' argument of server ${server}..`);
  if (timer.kind === 'overflow') refuse(overflow('slowstart', value, server).replace('timer ', ''));
  if (timer.kind !== 'time') return { slowStartMs: 0 };
  if (timer.rest !== '') report.warn(line, restWarning(value, timer.rest));
  return { slowStartMs: timer.ms };
}

function checkAddress({ value }: ServerWord): { readonly checksElsewhere: true } {
  if (value === '') refuse("'addr' expects <ipv4|ipv6> as argument..");
  try {
    const { host } = parseAddress(value, { portIsNeeded: false, takesOffset: false, takesRange: false });
    if (!/^[\d.]+$/.test(host) && !host.includes(':') && host !== '*' && host !== 'localhost')
      refuse(`'addr' : invalid address: '${host}' in '${value}'.`);
  } catch (error) {
    if (error instanceof AddressError) refuse(`'addr' : ${error.message}.`);
    throw error;
  }
  return { checksElsewhere: true };
}

function observe(word: ServerWord): Pick<ServerSettings, 'observe'> {
  const mode = needed('observe', '<mode>')(word);
  const layer = layers.find((each) => each === mode);
  if (layer !== undefined) return { observe: layer };
  return refuse(`'observe' expects one of 'none', 'layer4', 'layer7' but got '${mode}'.`);
}

function onError({ value }: ServerWord): Pick<ServerSettings, 'onError'> {
  const reaction = reactions.find((each) => each === value);
  if (reaction !== undefined) return { onError: reaction };
  return refuse(
    `'on-error' expects one of 'fastinter', 'fail-check', 'sudden-death' or 'mark-down' but got '${value}'.`,
  );
}

function onlyValue(name: string, expected: string): ServerKeyword {
  return oneOf([expected], (value) => `'${name}' expects '${expected}' but got '${value}'.`);
}

function initialAddress({ value }: ServerWord): { readonly startsUnresolved: boolean } {
  const methods = value.split(',').filter((method) => method !== '');
  const strange = methods.find(
    (method) =>
      !['last', 'libc', 'none'].includes(method) && (!/^[\d.:a-f]+$/.test(method) || looksLikeBadAddress(method)),
  );
  if (strange !== undefined)
    refuse(`'init-addr' : unknown init-addr method '${strange}', supported methods are 'libc', 'last', 'none'..`);
  return { startsUnresolved: methods.some((method) => method === 'none' || /\d/.test(method)) };
}
