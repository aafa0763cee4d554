import type { RequestText } from '../balancer/haproxy/request-key.ts';
import { hashedUniform } from '../hash.ts';
import type { RequestTable } from '../request-table.ts';
import type { HashedPart, RequestContent } from '../spec.ts';
import { addressText } from './address-text.ts';
import { VarietyLaw } from './variety-law.ts';

/** Which of a request's choices is which: beside those that it makes on its way, which are numbered from 0. */
const sourceChoice = -2;
const pathChoice = -3;
const firstHeaderChoice = -4;

/** The laws of one client, or of one class of its requests. */
class Voice {
  /** Among all. */
  readonly index: number;
  readonly spec: RequestContent;
  readonly source: VarietyLaw;
  readonly path: VarietyLaw;
  readonly headers: readonly { readonly name: string; readonly text: string; readonly law: VarietyLaw }[];

  constructor(index: number, spec: RequestContent) {
    this.index = index;
    this.spec = spec;
    this.source = new VarietyLaw(spec.source.variety);
    this.path = new VarietyLaw(spec.path.variety);
    this.headers = spec.headers.map(({ name, value }) => ({
      name: name.toLowerCase(),
      text: value.text,
      law: new VarietyLaw(value.variety),
    }));
  }
}

/** Which requests of a client say what. */
export interface SaidByClient {
  readonly content: RequestContent;
  /** Kinds of its requests, and what those of each say (absent = as the client's); `null` = they are all of one. */
  readonly classes: {
    readonly contents: readonly (RequestContent | undefined)[];
    /** By what the request drew for its demand. */
    of(demandKey: number): number;
  } | null;
}

/** What one client's requests say. */
class Voices {
  readonly #whole: Voice;
  readonly #classes: SaidByClient['classes'];
  readonly #ofClasses: readonly Voice[];

  constructor({ content, classes }: SaidByClient, make: (content: RequestContent) => Voice) {
    this.#whole = make(content);
    this.#ofClasses = (classes?.contents ?? []).map((own) => (own === undefined ? this.#whole : make(own)));
    this.#classes = this.#ofClasses.some((voice) => voice !== this.#whole) ? classes : null;
  }

  of(demandKey: number): Voice {
    return this.#classes === null ? this.#whole : this.#ofClasses[this.#classes.of(demandKey)]!;
  }
}

/**
 * What requests say, worked out only when somebody asks: it is a function of the request's seed, so that nothing of it is kept.
 * One object serves all requests: it speaks of the one that it was last turned `to`.
 */
export class RequestContents implements RequestText {
  readonly #requests: RequestTable;
  readonly #clients: readonly Voices[];
  #slot = 0;

  constructor(requests: RequestTable, clients: readonly SaidByClient[]) {
    let count = 0;
    this.#requests = requests;
    this.#clients = clients.map((client) => new Voices(client, (content) => new Voice(count++, content)));
  }

  to(slot: number): this {
    this.#slot = slot;
    return this;
  }

  /** Requests of one voice have their texts of the same laws: a number for each, from 0. */
  get voice(): number {
    return this.#voice().index;
  }

  get method(): string {
    return this.#voice().spec.method;
  }

  /** The client's IPv4 address: 32 bits. */
  get source(): number {
    const { spec, source } = this.#voice();
    return (spec.source.firstAddress + this.#choice(source, sourceChoice)) >>> 0;
  }

  get address(): string {
    return addressText(this.source);
  }

  get path(): string {
    const { spec, path } = this.#voice();
    return numbered(spec.path.text, this.#choice(path, pathChoice));
  }

  header(name: string): string | null {
    const voice = this.#voice();
    const index = headerIndex(voice, name);
    if (index < 0) return null;
    const { text, law } = voice.headers[index]!;
    return numbered(text, this.#choice(law, firstHeaderChoice - index));
  }

  /** Which one of the many it is, from 0, in what the part is taken of. */
  variantOf(part: HashedPart): number {
    const voice = this.#voice();
    switch (part.kind) {
      case 'source':
      case 'address':
        return this.#choice(voice.source, sourceChoice);
      case 'uri':
      case 'url_param':
        return this.#choice(voice.path, pathChoice);
      case 'nothing':
        return 0;
      case 'header': {
        const index = headerIndex(voice, part.name);
        return index < 0 ? 0 : this.#choice(voice.headers[index]!.law, firstHeaderChoice - index);
      }
    }
  }

  #voice(): Voice {
    const { client, demandKey } = this.#requests;
    return this.#clients[client[this.#slot]!]!.of(demandKey[this.#slot]!);
  }

  #choice(law: VarietyLaw, number: number): number {
    return law.count === 1 ? 0 : law.at(hashedUniform(this.#requests.choiceSeed[this.#slot]!, number));
  }
}

/** −1 = none. */
function headerIndex({ headers }: Voice, name: string): number {
  const wanted = name.toLowerCase();
  return headers.findIndex((header) => header.name === wanted);
}

/** `index` from 0. */
function numbered(text: string, index: number): string {
  return text.replaceAll('{n}', String(index + 1));
}
