import { describe, expect, it } from 'vitest';
import type { HashedPart } from '../../spec.ts';
import { requestKey } from './request-key.ts';
import { hashText } from './text-hash.ts';

function key(part: HashedPart, { address = '10.0.0.1', path = '/', headers = new Map<string, string>() } = {}): number {
  return requestKey(part, 'sdbm', { address, path, header: (name) => headers.get(name) ?? null });
}

const uri = { kind: 'uri', whole: false, length: 0, depth: 0 } as const;

describe('what a hash goes by', () => {
  it('is an address as a number', () => {
    expect(key({ kind: 'source' }, { address: '192.168.1.2' })).toBe(0xc0a80102);
  });

  it.each([
    [uri, '/shop/cart?id=7', '/shop/cart'],
    [{ ...uri, whole: true }, '/shop/cart?id=7', '/shop/cart?id=7'],
    [{ ...uri, length: 5 }, '/shop/cart', '/shop'],
    [{ ...uri, depth: 1 }, '/shop/cart/7', '/shop'],
    [{ ...uri, depth: 2 }, '/shop/cart/7', '/shop/cart'],
    [{ ...uri, depth: 9 }, '/shop/cart/7', '/shop/cart/7'],
  ])('is of a path what %o leaves', (part, path, hashed) => {
    expect(key(part, { path })).toBe(hashText(hashed, 'sdbm'));
  });

  it.each([
    [false, 'www.example.com', 'www.example.com'],
    [true, 'www.example.com', 'example'],
    [true, 'example.com', 'example'],
    [true, 'localhost', 'localhost'],
    [false, ' "a,b" , c', '"a,b"'],
  ])('is of a header its value, or (%s) its main domain', (domainOnly, value, hashed) => {
    const part = { kind: 'header', name: 'Host', domainOnly } as const;
    expect(key(part, { headers: new Map([['Host', value]]) })).toBe(hashText(hashed, 'sdbm'));
  });

  it('is the function of an address where that is a sample', () => {
    expect(key({ kind: 'address' }, { address: '0.0.0.65' })).toBe(hashText('\0\0\0A', 'sdbm'));
    expect(key({ kind: 'nothing' })).toBe(-1);
  });

  it('is the value of a parameter', () => {
    expect(key({ kind: 'url_param', name: 'user' }, { path: '/?xuser=1&user=bob&user=eve' })).toBe(
      hashText('bob', 'sdbm'),
    );
  });

  it('is missing with the header or the parameter', () => {
    expect(key({ kind: 'header', name: 'Host', domainOnly: false })).toBe(-1);
    expect(key({ kind: 'url_param', name: 'user' }, { path: '/user=bob' })).toBe(-1);
  });
});
