import { isSince } from './version.ts';

/** What packages and the Docker image of HAProxy are built with. */
const features =
  'EPOLL GETADDRINFO LINUX_SPLICE LINUX_TPROXY LUA NS OPENSSL PCRE2 PCRE2_JIT PROMEX TFO THREAD ZLIB'.split(' ');

/** A condition that cannot be read. */
export class BlockConditionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BlockConditionError';
  }
}

/**
 * Whether the condition behind `.if` holds: a number, `defined(NAME)`, `feature(NAME)`, `streq(A,B)`, `strneq(A,B)`,
 * `version_atleast(V)`, `version_before(V)`, joined by `!`, `&&`, `||` and brackets (haproxy 2.6: src/cfgcond.c). A simulated
 * machine has no environment variables. Without any text it does not hold.
 *
 * @throws {BlockConditionError}
 */
export function blockConditionHolds(text: string, version: string): boolean {
  if (text.trim() === '') return false;
  const reader = new ConditionReader(text, version);
  const holds = reader.any();
  reader.end();
  return holds;
}

class ConditionReader {
  readonly #text: string;
  readonly #version: string;
  #at = 0;

  constructor(text: string, version: string) {
    this.#text = text;
    this.#version = version;
  }

  any(): boolean {
    let holds = this.#all();
    while (this.#skip('||')) holds = this.#all() || holds;
    return holds;
  }

  end(): void {
    this.#blanks();
    if (this.#at < this.#text.length) this.#refuse();
  }

  #all(): boolean {
    let holds = this.#term();
    while (this.#skip('&&')) holds = this.#term() && holds;
    return holds;
  }

  #term(): boolean {
    if (this.#skip('!')) return !this.#term();
    if (this.#skip('(')) {
      const holds = this.any();
      if (!this.#skip(')')) this.#refuse();
      return holds;
    }
    this.#blanks();
    const [whole, number, name = '', written = ''] =
      /^(?:(-?\d+)|(\w+)\(([^)]*)\))/.exec(this.#text.slice(this.#at)) ?? [];
    if (whole === undefined) this.#refuse();
    this.#at += whole?.length ?? 0;
    return number === undefined ? this.#predicate(name, written) : Number(number) !== 0;
  }

  #predicate(name: string, written: string): boolean {
    const [first = '', second = ''] = written.split(',').map((each) => each.trim().replace(/^(["'])(.*)\1$/, '$2'));
    const since = () => isSince(this.#version, ...versionOf(first));
    switch (name) {
      case 'defined':
        return false;
      case 'feature':
        return features.includes(first);
      case 'streq':
        return first === second;
      case 'strneq':
        return first !== second;
      case 'version_atleast':
        return since();
      case 'version_before':
        return !since();
      case 'openssl_version_atleast':
        return true;
      case 'openssl_version_before':
        return false;
    }
    throw new BlockConditionError(`unparsable conditional expression '${this.#text}'.`);
  }

  #skip(word: string): boolean {
    this.#blanks();
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #blanks(): void {
    while (this.#text[this.#at] === ' ') this.#at += 1;
  }

  #refuse(): never {
    throw new BlockConditionError(`unparsable conditional expression '${this.#text}'.`);
  }
}

function versionOf(text: string): [number, number] {
  const [major = 0, minor = 0] = text.split(/[.-]/).map(Number);
  return [major, minor];
}
