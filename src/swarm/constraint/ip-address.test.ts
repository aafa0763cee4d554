import { describe, expect, it } from 'vitest';
import { parseIpAddress, parseSubnet, subnetContains } from './ip-address.ts';

describe('parseIpAddress', () => {
  it('reads an IPv4 address as its IPv4-mapped one', () => {
    expect(parseIpAddress('10.0.0.1')).toEqual(parseIpAddress('::ffff:a00:1'));
    expect(parseIpAddress('::ffff:10.0.0.1')).toEqual(parseIpAddress('::ffff:a00:1'));
  });

  it('reads IPv6 addresses, shortened or not', () => {
    const whole = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];
    expect(parseIpAddress('2001:db8::2')).toEqual(whole);
    expect(parseIpAddress('2001:DB8:0:0:0:0:0:2')).toEqual(whole);
    expect(parseIpAddress('::')).toEqual(new Array(16).fill(0));
  });

  it.each([
    '',
    'host',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.01',
    '1.2.3.4.5',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '1:2:3:4::5:6:7:8',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    '12345::',
    '::1.2.3.4:5',
    '::g',
    'fe80::1%eth0',
  ])('refuses %s', (text) => {
    expect(parseIpAddress(text)).toBeNull();
  });
});

describe('subnets', () => {
  function contains(subnet: string, address: string): boolean {
    return subnetContains(parseSubnet(subnet)!, parseIpAddress(address)!);
  }

  it('hold the addresses that share the leading bits', () => {
    expect(contains('10.1.2.3/8', '10.200.0.1')).toBe(true);
    expect(contains('192.168.4.0/22', '192.168.7.255')).toBe(true);
    expect(contains('192.168.4.0/22', '192.168.8.0')).toBe(false);
    expect(contains('2001:db8::/33', '2001:db8:7fff::1')).toBe(true);
    expect(contains('2001:db8::/33', '2001:db8:8000::1')).toBe(false);
    expect(contains('0.0.0.0/0', '1.2.3.4')).toBe(true);
  });

  it('hold no address of the other family', () => {
    expect(contains('::/0', '1.2.3.4')).toBe(false);
    expect(contains('0.0.0.0/0', '::1')).toBe(false);
    expect(contains('::ffff:10.0.0.0/104', '10.9.9.9')).toBe(true);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', '10.0.0/8', '::/129', '/8', '10.0.0.0/8/8'])(
    'refuses %s',
    (text) => {
      expect(parseSubnet(text)).toBeNull();
    },
  );
});
