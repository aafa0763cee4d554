import { describe, expect, it } from 'vitest';
import { fullHash } from './full-hash.ts';
import { hashText } from './text-hash.ts';

describe('hashText', () => {
  it('by crc32 has the check value of CRC-32/ISO-HDLC', () => {
    expect(hashText('123456789', 'crc32')).toBe(0xcbf43926);
  });

  it('by djb2 and sdbm are polynomials in 33 and 65599', () => {
    const polynomial = (text: string, base: bigint, start: bigint) =>
      Number([...text].reduce((hash, char) => (hash * base + BigInt(char.charCodeAt(0))) % 2n ** 32n, start));
    for (const text of ['', 'a', 'hello', '/a/long/path/with/many/parts.html']) {
      expect(hashText(text, 'djb2')).toBe(polynomial(text, 33n, 5381n));
      expect(hashText(text, 'sdbm')).toBe(polynomial(text, 65599n, 0n));
    }
  });

  it('takes the bytes of a text in UTF-8', () => {
    expect(hashText('é', 'sdbm')).toBe((0xc3 * 65599 + 0xa9) % 2 ** 32);
  });
});

describe('fullHash', () => {
  it('is one to one on small numbers, and changes half of the bits with one', () => {
    const words = Array.from({ length: 1 << 16 }, (_, n) => fullHash(n));
    expect(new Set(words).size).toBe(1 << 16);
    let changed = 0;
    for (let n = 0; n < 1024; n++) {
      for (let word = fullHash(n) ^ fullHash(n ^ 1); word !== 0; word &= word - 1) changed++;
    }
    expect(changed / 1024).toBeGreaterThan(14);
    expect(changed / 1024).toBeLessThan(18);
  });
});
