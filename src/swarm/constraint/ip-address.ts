/**
 * IP addresses as Go's package `net` reads them (1.19): which texts are addresses or subnets, and what contains what.
 * An address is its 16 bytes; an IPv4 address is the same as its IPv4-mapped IPv6 address.
 */
export type IpAddress = readonly number[];

export interface Subnet {
  /** 4 or 16 bytes: no subnet holds addresses of both families. */
  readonly network: readonly number[];
  readonly mask: readonly number[];
}

const mappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/** `null` = not an address. */
export function parseIpAddress(text: string): IpAddress | null {
  const mark = /[.:]/.exec(text)?.[0];
  if (mark === '.') return mapped(parseIpv4(text));
  return mark === ':' ? parseIpv6(text) : null;
}

/** An address, `/` and the number of leading bits, e.g. `10.0.0.0/8`. `null` = not a subnet. */
export function parseSubnet(text: string): Subnet | null {
  const match = /^([^/]*)\/(\d+)$/.exec(text);
  if (match === null) return null;
  const [, addressText = '', bitsText = ''] = match;
  const ipv4 = parseIpv4(addressText);
  const address = ipv4 ?? parseIpv6(addressText);
  const bits = Number(bitsText);
  if (address === null || bits > 8 * address.length) return null;
  const mask = address.map((_, i) => (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i))) & 0xff);
  const network = shortest(address.map((byte, i) => byte & mask[i]!));
  return { network, mask: mask.slice(-network.length) };
}

export function sameAddress(a: IpAddress, b: IpAddress): boolean {
  return a.every((byte, i) => byte === b[i]);
}

export function subnetContains(subnet: Subnet, address: IpAddress): boolean {
  const bytes = shortest(address);
  if (bytes.length !== subnet.network.length) return false;
  return bytes.every((byte, i) => (byte & subnet.mask[i]!) === subnet.network[i]);
}

function mapped(ipv4: readonly number[] | null): IpAddress | null {
  return ipv4 === null ? null : [...mappedPrefix, ...ipv4];
}

/** 4 bytes where the address is an IPv4 address, in whatever form. */
function shortest(bytes: readonly number[]): readonly number[] {
  return bytes.length === 16 && mappedPrefix.every((byte, i) => byte === bytes[i]) ? bytes.slice(12) : bytes;
}

/** Four decimal numbers, without leading zeros. */
function parseIpv4(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d*)$/.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 0xff) ? bytes : null;
}

/** Eight groups of hexadecimal digits, one run of them as `::`, the last two also as an IPv4 address. */
function parseIpv6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = '', tail] = halves;
  const before = parseGroups(head, tail === undefined);
  const after = tail === undefined ? [] : parseGroups(tail, true);
  if (before === null || after === null) return null;
  if (tail === undefined) return before.length === 16 ? before : null;
  const gap = 16 - before.length - after.length;
  // `::` stands for one group at least.
  return gap < 2 ? null : [...before, ...new Array<number>(gap).fill(0), ...after];
}

function parseGroups(text: string, last: boolean): number[] | null {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    if (last && i === groups.length - 1 && group.includes('.')) {
      const ipv4 = parseIpv4(group);
      if (ipv4 === null) return null;
      bytes.push(...ipv4);
      continue;
    }
    const value = /^[0-9a-f]+$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN;
    if (!(value <= 0xffff)) return null;
    bytes.push(value >> 8, value & 0xff);
  }
  return bytes;
}
