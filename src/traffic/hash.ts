/** A number in 0…1 (both excluded) from two numbers: the n-th draw of what has that seed, without a stream of its own. */
export function hashedUniform(seed: number, n: number): number {
  return (hashedWord(seed, n) + 0.5) / 2 ** 32;
}

/** 32 bits from two numbers, 0 … 2³² − 1. */
export function hashedWord(seed: number, n: number): number {
  return mix(mix(seed) ^ Math.imul(n + 1, 0x9e3779b9));
}

/** "lowbias32" (C. Wellons): a bijection of 32 bits in which each bit of the input changes half of the output's. */
function mix(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}
