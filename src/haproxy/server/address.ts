import { lenientInteger } from '../grammar/timer.ts';

/** Where a server or a listener is. */
export interface Address {
  readonly host: string;
  /** Of servers 0 = none given: the port of the request. */
  readonly ports: { readonly first: number; readonly last: number };
  /** A path or a name that is no network address. */
  readonly isSocket: boolean;
}

/** What is wrong with an address, in HAProxy's words. */
export class AddressError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AddressError';
  }
}

const families = /^(?:ipv4|ipv6|tcp|tcp4|tcp6|stream\+ipv4|stream\+ipv6)@/;
const sockets = /^(?:unix|uxst|uxdg|abns|stream\+unix|stream\+abns)@/;
const datagrams = /^(?:udp4?|udp6|dgram\+.*)@/;
const largestPort = 65_535;

/**
 * Reads `ADDR[:PORT]` as haproxy 2.6 does (src/tools.c, `str2sa_range`). Names are left as they are.
 *
 * @param options which kinds of port may stand there: an offset to the request's (`+10`, servers), a range (listeners); whether one must
 * @throws {AddressError}
 */
export function parseAddress(
  text: string,
  options: { readonly portIsNeeded: boolean; readonly takesOffset: boolean; readonly takesRange: boolean },
): Address {
  if (datagrams.test(text)) throw new AddressError(`dgram-type address not acceptable in '${text}'`);
  if (text.startsWith('fd@')) throw new AddressError(`a file descriptor is not acceptable here in '${text}'`);
  if (text.startsWith('/') || sockets.test(text)) return { host: text, ports: { first: 0, last: 0 }, isSocket: true };
  // Variables are empty here too: a simulated machine has none.
  const plain = text.replace(families, '').replace(/\$\{\w+\}/g, '');
  const colon = plain.endsWith(']') ? -1 : plain.lastIndexOf(':');
  const host = colon < 0 ? plain : plain.slice(0, colon);
  const port = colon < 0 ? '' : plain.slice(colon + 1);
  return { host: host === '' ? '*' : host, ports: parsePorts(port, text, options), isSocket: false };
}

function parsePorts(
  port: string,
  text: string,
  { portIsNeeded, takesOffset, takesRange }: Parameters<typeof parseAddress>[1],
): { first: number; last: number } {
  if (port === '') {
    if (portIsNeeded) throw new AddressError(`missing port specification in '${text}'`);
    return { first: 0, last: 0 };
  }
  if (/^[+-]/.test(port)) {
    if (!takesOffset) throw new AddressError(`port offset not permitted here in '${text}'`);
    return { first: 0, last: 0 };
  }
  if (!/^\d/.test(port)) throw new AddressError(`invalid character '${port[0]}' in port number '${port}' in '${text}'`);
  // What follows the digits is not looked at.
  const [first = '', last] = splitRange(port);
  if (last !== undefined && !takesRange) throw new AddressError(`port range not permitted here in '${text}'`);
  const range = { first: lenientInteger(first), last: lenientInteger(last ?? first) };
  const least = portIsNeeded ? 1 : 0;
  if (range.first < least || range.first > largestPort) throw new AddressError(`invalid port '${first}'`);
  if (last !== undefined && (last === '' || range.last < 1 || range.last > largestPort))
    throw new AddressError(`invalid port '${last}'`);
  if (range.first > range.last) throw new AddressError(`invalid port range '${port}'`);
  return range;
}

function splitRange(port: string): [string, string | undefined] {
  const dash = port.indexOf('-');
  return dash < 0 ? [port, undefined] : [port.slice(0, dash), port.slice(dash + 1)];
}

/** `10.0.0.1`, `127.1`, `::1`, `[::1]`, or `*` = any. */
export function isAddress(host: string): boolean {
  if (host === '*') return true;
  if (!/^[\d.]+$/.test(host)) return isIpv6(host.replace(/^\[(.*)\]$/, '$1'));
  const parts = host.split('.');
  return (
    parts.length <= 4 && parts.every((part) => part !== '') && parts.slice(0, -1).every((part) => Number(part) <= 255)
  );
}

function isIpv6(host: string): boolean {
  const [left = '', right, ...more] = host.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const all = [...groups(left), ...groups(right ?? '')];
  if (!host.includes(':') || more.length > 0 || !all.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return false;
  return right === undefined ? all.length === 8 : all.length < 8;
}

/** Neither an address nor anything that could be a name: HAProxy takes it for a name and cannot find it. */
export function looksLikeBadAddress(host: string): boolean {
  return !isAddress(host) && (/^[\d.]+$/.test(host) || !/^[\w.-]*$/.test(host));
}
