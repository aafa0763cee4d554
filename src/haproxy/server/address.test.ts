import { describe, expect, it } from 'vitest';
import { AddressError, parseAddress } from './address.ts';

const server = { portIsNeeded: false, takesOffset: true, takesRange: false };
const listener = { portIsNeeded: true, takesOffset: false, takesRange: true };

describe('parseAddress', () => {
  it.each([
    ['127.0.0.5:80', '127.0.0.5', 80],
    ['127.0.0.5', '127.0.0.5', 0],
    [':80', '*', 80],
    ['localhost:80', 'localhost', 80],
    ['ipv4@127.0.0.5:80', '127.0.0.5', 80],
    ['[::1]:80', '[::1]', 80],
    ['node1:+10', 'node1', 0],
    ['node1:8x', 'node1', 8],
  ])('a server at %s', (text, host, port) => {
    expect(parseAddress(text, server)).toEqual({ host, ports: { first: port, last: port }, isSocket: false });
  });

  it('reads a range of ports of a listener', () => {
    expect(parseAddress('*:85-87', listener).ports).toEqual({ first: 85, last: 87 });
  });

  it.each(['unix@/run/x.sock', '/run/x.sock', 'abns@x'])('%s is a socket', (text) => {
    expect(parseAddress(text, server).isSocket).toBe(true);
  });

  it.each([
    ['127.0.0.5', listener, "missing port specification in '127.0.0.5'"],
    ['*:99999', listener, "invalid port '99999'"],
    ['*:0', listener, "invalid port '0'"],
    ['*:+10', listener, "port offset not permitted here in '*:+10'"],
    ['a:80-81', server, "port range not permitted here in 'a:80-81'"],
    ['a:x8', server, "invalid character 'x' in port number 'x8' in 'a:x8'"],
    ['*:85-84', listener, "invalid port range '85-84'"],
  ])('refuses %s', (text, kind, message) => {
    expect(() => parseAddress(text, kind)).toThrow(new AddressError(message));
  });
});
