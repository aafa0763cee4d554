import { lenientInteger, parseTimer, restWarning } from '../grammar/timer.ts';
import { AddressError, looksLikeBadAddress, parseAddress } from './address.ts';
import { connectionKeywords } from './connection-keywords.ts';
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

const onError = oneOf(
  ['fastinter', 'fail-check', 'sudden-death', 'mark-down'],
  (value) => `'on-error' expects one of 'fastinter', 'fail-check', 'sudden-death' or 'mark-down' but got '${value}'.`,
);

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
  ['agent-port', ({ value }) => ({ agentPort: lenientInteger(value) })],
  ['agent-inter', checked((word) => interval('agent-inter', word))],
  ['inter', (word) => ({ intervalMs: interval('inter', word) })],
  ['fastinter', (word) => ({ fastIntervalMs: interval('fastinter', word) })],
  ['downinter', (word) => ({ downIntervalMs: interval('downinter', word) })],
  ['fall', (word) => ({ fall: countAboveZero('fall', word) })],
  ['rise', (word) => ({ rise: countAboveZero('rise', word) })],
  ['error-limit', checked((word) => countAboveZero('error-limit', word, 'error-limit'))],
  ['port', ({ value }) => ({ checkPort: lenientInteger(value) })],
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
  ['on-marked-down', onlyValue('on-marked-down', 'shutdown-sessions')],
  ['on-marked-up', onlyValue('on-marked-up', 'shutdown-backup-sessions')],
  ['init-addr', initialAddress],
  ...connectionKeywords,
]);

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

function slowStart({ value, server, line, report }: ServerWord): Record<string, never> {
  const timer = parseTimer(value);
  if (timer.kind === 'unexpected')
    refuse(`unexpected character '${timer.char}' in 'slowstart' argument of server ${server}..`);
  if (timer.kind === 'overflow') refuse(overflow('slowstart', value, server).replace('timer ', ''));
  if (timer.rest !== '') report.warn(line, restWarning(value, timer.rest));
  return {};
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

function observe(word: ServerWord): Record<string, never> {
  const mode = needed('observe', '<mode>')(word);
  if (['none', 'layer4', 'layer7'].includes(mode)) return {};
  return refuse(`'observe' expects one of 'none', 'layer4', 'layer7' but got '${mode}'.`);
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
