import type { RandomStream } from '../../kernel/random-stream.ts';

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const idLength = 25;

/** Names for objects: 25 characters of base 36, as SwarmKit's (`identity/randomid.go`), from a seeded stream. */
export class IdSource {
  readonly #stream: RandomStream;

  constructor(stream: RandomStream) {
    this.#stream = stream;
  }

  next(): string {
    let id = '';
    for (let i = 0; i < idLength; i++) id += digits[this.#stream.int(digits.length)];
    return id;
  }
}
