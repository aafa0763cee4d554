import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parse,
  parseDocument,
} from 'yaml';
import { InputError, type Place } from './input-error.ts';
import { suggestion } from './suggest.ts';

export type Path = readonly (string | number)[];

/** Far beyond any scenario; stops a file that expands itself (YAML aliases). */
const mostAliases = 100;

/** A YAML file, its values, and where each of them stands. */
export class SourceDocument {
  readonly file: string;
  readonly #document: Document;
  readonly #lines: LineCounter;
  /** Paths that `--set` has put there, with the words that did it. */
  readonly #overridden: { readonly path: Path; readonly words: string }[] = [];

  /** @throws {InputError} if it is not YAML, or not a map */
  constructor(file: string, text: string) {
    this.file = file;
    this.#lines = new LineCounter();
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      stringKeys: true,
      merge: true,
    });
    if (this.#document.errors.length > 0) {
      throw new InputError(
        this.#document.errors.map((error) => ({
          ...this.#position(error.pos[0]),
          message: `not YAML: ${error.message}`,
        })),
      );
    }
    if (!isMap(this.#document.contents)) {
      throw new InputError([
        { file, line: 1, column: 1, message: 'a scenario is a map: name: …, duration: …, cluster: …' },
      ]);
    }
  }

  values(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: mostAliases });
    } catch (error) {
      throw new InputError([{ file: this.file, line: 1, column: 1, message: `not YAML: ${(error as Error).message}` }]);
    }
  }

  /** Where the value stands; of what is not there, its closest surroundings. */
  placeOf(path: Path): Place {
    const words = this.#overridden.find((each) => startsWith(path, each.path))?.words;
    if (words !== undefined) return { file: `--set ${words}`, line: 0, column: 0 };
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? this.#document.contents : this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#position(node.range[0]);
    }
    return { file: this.file, line: 1, column: 1 };
  }

  /** Where the key stands in the map at `path`. */
  placeOfKey(path: Path, key: string): Place {
    const map = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    if (isMap(map)) {
      const pair = map.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
      const range = (pair?.key as Node | undefined)?.range;
      if (range) return this.#position(range[0]);
    }
    return this.placeOf([...path, key]);
  }

  /** Where text in the scalar at `path` stands, `offset` characters into it (right for plain and quoted text on one line). */
  placeWithin(path: Path, offset: number): Place {
    const place = this.placeOf(path);
    const node = this.#document.getIn(path, true);
    const quoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
    return place.line === 0 ? place : { ...place, column: place.column + offset + (quoted ? 1 : 0) };
  }

  /**
   * `--set services.web.deploy.replicas=8`: lists are addressed by the `name` of their items, else by index; the value is
   * read as YAML.
   *
   * @throws {InputError} if it has no `=`, or a list has no such item
   */
  override(words: string): void {
    const equals = words.indexOf('=');
    if (equals <= 0) this.#refuse(words, 'expected path=value, e.g. services.web.deploy.replicas=8');
    const path = this.#resolve(words, words.slice(0, equals).split('.'));
    const parent = path.length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true);
    if (parent !== undefined && parent !== null && !isMap(parent) && !isSeq(parent)) {
      this.#refuse(words, `"${path.slice(0, -1).join('.')}" is a single value: it has nothing called "${path.at(-1)}"`);
    }
    this.#document.setIn(path, this.#document.createNode(parse(words.slice(equals + 1))));
    this.#overridden.push({ path, words });
  }

  #resolve(words: string, segments: readonly string[]): (string | number)[] {
    const path: (string | number)[] = [];
    let node: unknown = this.#document.contents;
    let at = 0;
    while (at < segments.length) {
      let taken = 1;
      if (isMap(node)) taken = longestKey(node, segments, at);
      const key = segments.slice(at, at + taken).join('.');
      const step = isSeq(node) ? this.#itemNamed(words, node, key) : key;
      path.push(step);
      node = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
      at += taken;
    }
    return path;
  }

  #itemNamed(words: string, list: { items: unknown[] }, name: string): number {
    const names = list.items.map((item) => (isMap(item) ? String(item.get('name') ?? '') : ''));
    const index = names.indexOf(name);
    if (index >= 0) return index;
    if (/^\d+$/.test(name) && Number(name) < list.items.length) return Number(name);
    return this.#refuse(
      words,
      `no item is called "${name}"${suggestion(
        name,
        names.filter((each) => each !== ''),
      )}`,
    );
  }

  #refuse(words: string, message: string): never {
    throw new InputError([{ file: `--set ${words}`, line: 0, column: 0, message }]);
  }

  #position(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line, column: col };
  }
}

/** Keys may hold dots (`redis:3.0.6`): as many segments as make a key that is there. */
function longestKey(map: { has(key: unknown): boolean }, segments: readonly string[], at: number): number {
  for (let end = segments.length; end > at + 1; end -= 1) {
    if (map.has(segments.slice(at, end).join('.'))) return end - at;
  }
  return 1;
}

function startsWith(path: Path, beginning: Path): boolean {
  return beginning.every((step, index) => path[index] === step);
}
