import { quote } from '../../text/quote.ts';

/** Addresses of nodes and of networks. */

/** The port on which managers talk to each other and to joining nodes. */
export const swarmPort = 2377;

/**
 * Reads `[tcp://]host[:port]` and gives `host:port` (docker/cli `opts.ParseTCPAddr`).
 *
 * @throws {Error} for another protocol or a port that is no number
 */
export function parseNodeAddress(text: string): string {
  const withProtocol = /^([a-z]+):\/\/(.*)$/.exec(text);
  if (withProtocol !== null && withProtocol[1] !== 'tcp') throw new Error(`invalid proto, expected tcp: ${text}`);
  const address = withProtocol?.[2] ?? text;
  const [, host = '', port = ''] = /^(\[.*\]|[^:]*)(?::(.*))?$/.exec(address) ?? [];
  if (!/^\d*$/.test(port) || (host === '' && port === '' && address !== '')) {
    const tail = address.slice(address.lastIndexOf(':'));
    throw new Error(`parse ${quote(`tcp://${address}`)}: invalid port ${quote(tail)} after host`);
  }
  return `${host === '' ? '0.0.0.0' : host}:${port === '' ? swarmPort : port}`;
}

export function checkAddressPool(text: string): string {
  if (!/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(text))
    throw new Error(`invalid string being converted to CIDR: ${text}`);
  return text;
}

const ipv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const ipv6 = /^(?:[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4}){7}|[\da-fA-F:]*::[\da-fA-F:.]*)$/;

export function isIpAddress(text: string): boolean {
  const numbers = ipv4.exec(text)?.slice(1);
  return numbers === undefined ? ipv6.test(text) : numbers.every((number) => Number(number) < 256);
}
