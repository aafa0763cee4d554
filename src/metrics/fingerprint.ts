import { type FingerprintMark, nextMark } from './fingerprint-trail.ts';

const floatBits = new Float64Array(1);
const words = new Uint32Array(floatBits.buffer);

/**
 * A 64-bit hash over the domain events of a run, in their order: two lanes of 32 bits, mixed as MurmurHash3 does, with
 * different constants. Equal runs have equal fingerprints; an optimisation that changes nothing shows as nothing.
 */
export class Fingerprint {
  // Whole numbers of 32 bits with their sign: a greater one would make the engine keep both as floats, converted back and forth.
  #low = 0x9e3779b9 | 0;
  #high = 0x85ebca6b | 0;
  #events = 0;
  #lastEventMs = 0;
  #nextMark = nextMark(0);
  readonly #marks: FingerprintMark[] = [];

  /** The bits of the float: 0 and −0 differ, whole numbers up to 2⁵³ are exact. */
  number(value: number): void {
    floatBits[0] = value;
    this.#mix(words[0]!);
    this.#mix(words[1]!);
  }

  /** Two whole numbers below 2³². */
  words(a: number, b: number): void {
    this.#mix(a);
    this.#mix(b);
  }

  /** Its length and its UTF-16 code units. */
  text(value: string): void {
    this.#mix(value.length);
    for (let i = 0; i < value.length; i++) this.#mix(value.charCodeAt(i));
  }

  /** What went in since the last call is one event. */
  endEvent(nowMs: number): void {
    this.#events++;
    this.#lastEventMs = nowMs;
    if (this.#events === this.#nextMark) this.#mark();
  }

  /** How many there were. */
  get events(): number {
    return this.#events;
  }

  /** Where two runs part can be told from their trails. The last mark is that of the last event. */
  trail(): readonly FingerprintMark[] {
    const { event = 0 } = this.#marks.at(-1) ?? {};
    return event === this.#events ? this.#marks : [...this.#marks, this.#here()];
  }

  /** 16 hex digits of all that went in so far. */
  digest(): string {
    const low = finish(this.#low ^ Math.imul(this.#high, 0x2c1b3c6d));
    const high = finish(this.#high ^ Math.imul(low, 0x297a2d39));
    return hex(high) + hex(low);
  }

  #mark(): void {
    this.#marks.push(this.#here());
    this.#nextMark = nextMark(this.#events);
  }

  #here(): FingerprintMark {
    return { event: this.#events, timeMs: this.#lastEventMs, fingerprint: this.digest() };
  }

  #mix(word: number): void {
    const a = Math.imul(word, 0xcc9e2d51);
    const low = this.#low ^ Math.imul((a << 15) | (a >>> 17), 0x1b873593);
    this.#low = (Math.imul((low << 13) | (low >>> 19), 5) + 0xe6546b64) | 0;
    const b = Math.imul(word ^ this.#low, 0x239b961b);
    const high = this.#high ^ Math.imul((b << 17) | (b >>> 15), 0x38b34ae5);
    this.#high = (Math.imul((high << 11) | (high >>> 21), 5) + 0x561ccd1b) | 0;
  }
}

/** MurmurHash3's last step: each bit of the input changes half of the bits. */
function finish(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
