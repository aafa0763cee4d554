export type Hash128 = [number, number, number, number];

const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

/**
 * A 128-bit hash of a text, as four unsigned 32-bit words: MurmurHash3 x86_128 (Austin Appleby, public domain) over its
 * UTF-8 bytes. Its multiplications make it non-linear over GF(2), which is what seeding a xorshift generator needs.
 * The published function starts all four lanes with the same seed; then a short text leaves lanes equal, so that they
 * can be given apart here.
 */
export function hash128(text: string, seeds: Readonly<Hash128> = [0, 0, 0, 0]): Hash128 {
  const bytes = new TextEncoder().encode(text);
  let [h1, h2, h3, h4] = seeds;

  // Padding with zeros is the same as the reference's tail: its missing bytes count as 0, and a lane of zeros changes nothing.
  const blocks = bytes.length >>> 4;
  const words = new DataView(new ArrayBuffer((blocks + 1) * 16));
  for (let i = 0; i < bytes.length; i++) words.setUint8(i, bytes[i]!);

  for (let block = 0; block < blocks; block++) {
    const at = block * 16;
    h1 ^= mixWord(words.getUint32(at, true), c1, 15, c2);
    h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= mixWord(words.getUint32(at + 4, true), c2, 16, c3);
    h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= mixWord(words.getUint32(at + 8, true), c3, 17, c4);
    h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= mixWord(words.getUint32(at + 12, true), c4, 18, c1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  const tail = blocks * 16;
  h4 ^= mixWord(words.getUint32(tail + 12, true), c4, 18, c1);
  h3 ^= mixWord(words.getUint32(tail + 8, true), c3, 17, c4);
  h2 ^= mixWord(words.getUint32(tail + 4, true), c2, 16, c3);
  h1 ^= mixWord(words.getUint32(tail, true), c1, 15, c2);

  const mixed = spread([h1, h2, h3, h4].map((h) => h ^ bytes.length) as Hash128).map(avalanche) as Hash128;
  return spread(mixed).map((h) => h >>> 0) as Hash128;
}

function mixWord(word: number, first: number, turn: number, second: number): number {
  return Math.imul(rotate(Math.imul(word, first), turn), second);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** Lets every lane depend on every other. */
function spread([h1, h2, h3, h4]: Hash128): Hash128 {
  const sum = (h1 + h2 + h3 + h4) | 0;
  return [sum, (h2 + sum) | 0, (h3 + sum) | 0, (h4 + sum) | 0];
}

/** Each bit of the input changes about half of the output's. */
function avalanche(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
