/** A full avalanche of 32 bits (haproxy 2.6: include/haproxy/intops.h, `full_hash`; the mix is Bob Jenkins'). */
export function fullHash(word: number): number {
  let a = (word + 0x7ed55d16 + (word << 12)) | 0;
  a = a ^ 0xc761c23c ^ (a >>> 19);
  a = (a + 0x165667b1 + (a << 5)) | 0;
  a = (a + 0xd3a2646c) ^ (a << 9);
  a = (a + 0xfd7046c5 + (a << 3)) | 0;
  a = a ^ 0xb55a4f09 ^ (a >>> 16);
  return Math.imul(a, 3_221_225_473) >>> 0;
}
