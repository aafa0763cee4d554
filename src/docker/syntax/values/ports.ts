import type { PortConfig, PortProtocol } from '../../../swarm/objects/service.ts';
import { parseUint } from '../../units/go-number.ts';
import { UnitError } from '../../units/unit-error.ts';
import { isIpAddress } from './addresses.ts';
import { cut, isKeyValueList, splitCsv } from './csv.ts';

/** The value of `--publish`: short (`8080:80/tcp`, ranges allowed) or long (`published=8080,target=80,mode=host`). */

const protocols: readonly PortProtocol[] = ['tcp', 'udp', 'sctp'];
const maxPort = 65_535n;

/**
 * @returns one entry a port of the range
 * @throws {Error} with docker/cli's text (`opts/swarmopts/port.go`, go-connections `nat`)
 */
export function parsePublish(text: string, hostIp: HostIpRule = 'refuse host ip'): PortConfig[] {
  return isKeyValueList(text) ? [parseLongPort(text)] : parseShortPorts(text, hostIp);
}

/** A swarm listens on all addresses of a node: the command line refuses to be given one, a compose file is let off with a warning. */
export type HostIpRule = 'refuse host ip' | 'ignore host ip';

function parseLongPort(text: string): PortConfig {
  const port = {
    protocol: 'tcp' as PortProtocol,
    targetPort: 0,
    publishedPort: 0,
    publishMode: 'ingress' as PortConfig['publishMode'],
  };
  for (const field of splitCsv(text)) {
    const { key, value, hasValue } = cut(field.toLowerCase());
    if (!hasValue || key === '') throw new Error(`invalid field: ${field}`);
    if (key === 'protocol') port.protocol = portProtocolOf(value);
    else if (key === 'mode') port.publishMode = portModeOf(value);
    else if (key === 'target') port.targetPort = longPortNumber('target', value);
    else if (key === 'published') port.publishedPort = longPortNumber('published', value);
    else throw new Error(`invalid field key: ${key}`);
  }
  if (port.targetPort === 0) throw new Error("missing mandatory field 'target'");
  return port;
}

export function portProtocolOf(text: string): PortProtocol {
  return protocolOf(text, `invalid protocol value '${text}'`);
}

function protocolOf(text: string, refusal: string): PortProtocol {
  const found = protocols.find((protocol) => protocol === text);
  if (found === undefined) throw new Error(refusal);
  return found;
}

export function portModeOf(text: string): PortConfig['publishMode'] {
  if (text === 'ingress' || text === 'host') return text;
  throw new Error(`invalid publish mode value (${text}): must be either 'ingress' or 'host'`);
}

function longPortNumber(key: string, text: string): number {
  try {
    return parseUint(text, 10, maxPort);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    const problem = error.message.slice(error.message.lastIndexOf(': ') + 2);
    throw new Error(`invalid ${key} port (${text}): value must be an integer: ${problem}`);
  }
}

interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** `[[ip:][published]:]target[/protocol]` */
function parseShortPorts(text: string, rule: HostIpRule): PortConfig[] {
  const { hostIp, published, target, protocol } = splitShort(text);
  // A host's address is looked at first, even where the rest of it cannot be read.
  if (hostIp !== '' && !isIpAddress(hostIp)) throw new Error(`invalid IP address: ${hostIp}`);
  if (target === '') throw new Error(`no port specified: ${text}<empty>`);
  const targets = rangeOf(target, `invalid containerPort: ${target}`);
  const publishes = published === '' ? null : rangeOf(published, `invalid hostPort: ${published}`);
  if (publishes !== null && lengthOf(publishes) !== lengthOf(targets) && lengthOf(targets) !== 1) {
    throw new Error(`invalid ranges specified for container and host Ports: ${target} and ${published}`);
  }
  const kind = protocolOf(protocol.toLowerCase(), `invalid proto: ${protocol}`);
  if (hostIp !== '' && rule === 'refuse host ip') throw new Error('hostip is not supported');
  const count = lengthOf(publishes ?? targets);
  return Array.from({ length: count }, (_, index) => ({
    protocol: kind,
    targetPort: targets.first + (lengthOf(targets) === 1 ? 0 : index),
    publishedPort: publishes === null ? 0 : publishes.first + index,
    publishMode: 'ingress',
  }));
}

function splitShort(text: string): { hostIp: string; published: string; target: string; protocol: string } {
  const slash = text.indexOf('/');
  const ports = slash === -1 ? text : text.slice(0, slash);
  const protocol = slash === -1 || slash === text.length - 1 ? 'tcp' : text.slice(slash + 1);
  const parts = ports.split(':');
  const target = parts.at(-1) ?? '';
  const published = parts.length > 1 ? (parts.at(-2) ?? '') : '';
  const hostIp = parts
    .slice(0, -2)
    .join(':')
    .replace(/^\[(.*)\]$/, '$1');
  return { hostIp, published, target, protocol };
}

function rangeOf(text: string, refusal: string): PortRange {
  const [, first = '', last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const range = { first: Number(first), last: Number(last) };
  if (first === '' || range.first > maxPort || range.last > maxPort || range.last < range.first)
    throw new Error(refusal);
  return range;
}

function lengthOf(range: PortRange): number {
  return range.last - range.first + 1;
}
