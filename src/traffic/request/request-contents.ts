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

/** The laws of one client. */
class ClientContents {
  readonly spec: RequestContent;
  readonly source: VarietyLaw;
  readonly path: VarietyLaw;
  readonly headers: readonly { readonly name: string; readonly text: string; readonly law: VarietyLaw }[];

  constructor(spec: RequestContent) {
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

/**
 * What requests say, worked out only when somebody asks: it is a function of the request's seed, so that nothing of it is kept.
 * One object serves all requests: it speaks of the one that it was last turned `to`.
 */
export class RequestContents implements RequestText {
  readonly #requests: RequestTable;
  readonly #clients: readonly ClientContents[];
  #slot = 0;

  /** Contents by client. */
  constructor(requests: RequestTable, contents: readonly RequestContent[]) {
    this.#requests = requests;
    this.#clients = contents.map((content) => new ClientContents(content));
  }

  to(slot: number): this {
    this.#slot = slot;
    return this;
  }

  get method(): string {
    return this.#client().spec.method;
  }

  /** The client's IPv4 address: 32 bits. */
  get source(): number {
    const { spec, source } = this.#client();
    return (spec.source.firstAddress + this.#choice(source, sourceChoice)) >>> 0;
  }

  get address(): string {
    return addressText(this.source);
  }

  get path(): string {
    const { spec, path } = this.#client();
    return numbered(spec.path.text, this.#choice(path, pathChoice));
  }

  header(name: string): string | null {
    const client = this.#client();
    const index = headerIndex(client, name);
    if (index < 0) return null;
    const { text, law } = client.headers[index]!;
    return numbered(text, this.#choice(law, firstHeaderChoice - index));
  }

  /** Which one of the many it is, from 0, in what the part is taken of. */
  variantOf(part: HashedPart): number {
    const client = this.#client();
    switch (part.kind) {
      case 'source':
        return this.#choice(client.source, sourceChoice);
      case 'uri':
      case 'url_param':
        return this.#choice(client.path, pathChoice);
      case 'header': {
        const index = headerIndex(client, part.name);
        return index < 0 ? 0 : this.#choice(client.headers[index]!.law, firstHeaderChoice - index);
      }
    }
  }

  #client(): ClientContents {
    return this.#clients[this.#requests.client[this.#slot]!]!;
  }

  #choice(law: VarietyLaw, number: number): number {
    return law.count === 1 ? 0 : law.at(hashedUniform(this.#requests.choiceSeed[this.#slot]!, number));
  }
}

/** −1 = none. */
function headerIndex({ headers }: ClientContents, name: string): number {
  const wanted = name.toLowerCase();
  return headers.findIndex((header) => header.name === wanted);
}

/** `index` from 0. */
function numbered(text: string, index: number): string {
  return text.replaceAll('{n}', String(index + 1));
}
