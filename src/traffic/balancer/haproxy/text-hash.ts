import type { HashFunction } from '../../spec.ts';

const encoder = new TextEncoder();

/** HAProxy's hash functions over a text's bytes: 32 bits, not mixed any further (haproxy 2.6: src/hash.c). */
export function hashText(text: string, by: HashFunction): number {
  return hashBytes(encoder.encode(text), by);
}

export function hashBytes(bytes: Uint8Array, by: HashFunction): number {
  return functions[by](bytes);
}

const functions: Readonly<Record<HashFunction, (bytes: Uint8Array) => number>> = { sdbm, djb2, wt6, crc32 };

function sdbm(bytes: Uint8Array): number {
  let hash = 0;
  for (const byte of bytes) hash = (byte + (hash << 6) + (hash << 16) - hash) | 0;
  return hash >>> 0;
}

function djb2(bytes: Uint8Array): number {
  let hash = 5381;
  for (const byte of bytes) hash = ((hash << 5) + hash + byte) | 0;
  return hash >>> 0;
}

/** Wang and Thomas: two words that swap places, turned by amounts that depend on them. */
function wt6(bytes: Uint8Array): number {
  let h0 = 0xa53c965a;
  let h1 = 0x5ca6953a;
  let step0 = 6;
  let step1 = 18;
  for (const byte of bytes) {
    const a = ~(h0 ^ byte);
    const b = ~(h1 + byte);
    h0 = (b << step0) | (b >>> (32 - step0));
    h1 = (a << step1) | (a >>> (32 - step1));
    const steps = ((h0 >>> 16) ^ h1) & 0xffff;
    step0 = steps & 0x1f;
    step1 = steps >>> 11;
  }
  return (h0 ^ h1) >>> 0;
}

/** As in zlib, bit by bit. */
function crc32(bytes: Uint8Array): number {
  let hash = ~0;
  for (const byte of bytes) {
    hash ^= byte;
    for (let bit = 0; bit < 8; bit++) hash = (hash >>> 1) ^ (hash & 1 ? 0xedb88320 : 0);
  }
  return ~hash >>> 0;
}
