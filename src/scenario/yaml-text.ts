import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml';
import { InputError, type Place } from './input-error.ts';
import type { Path } from './path.ts';

/** Far beyond any scenario; stops a file that expands itself. */
const mostAliases = 10_000;
const mergeKey = '<<';

/** What a path leads to. Its `key` is the one under which it stands in a map. */
interface Found {
  readonly key: Node | null;
  readonly value: Node | null;
}

/** A YAML document: its data, and where each value stands. */
export class YamlText {
  readonly file: string;
  readonly #text: string;
  readonly #document: Document;
  readonly #lines = new LineCounter();

  /** @throws {InputError} with the first thing that is not YAML */
  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
    this.#document = this.#parse();
    const [error] = [...this.#document.errors, ...this.#document.warnings];
    if (error !== undefined) throw this.#errorAt(error.pos[0], this.#wordsFor(error));
    this.#refuseTraps();
  }

  /** Plain data. Values behind aliases are shared: do not change them. */
  toData(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: mostAliases });
    } catch {
      // All other mistakes have been found before.
      throw this.#errorAt(0, 'its aliases (*name) expand to far too much');
    }
  }

  /** Where the value stands; of what is not there, its closest surroundings. */
  placeOf(path: Path): Place {
    for (let length = path.length; length >= 0; length -= 1) {
      const found = this.#find(path.slice(0, length));
      if (found !== null) return this.#placeOfFound(found);
    }
    return this.#place(0);
  }

  /** Where the key stands under which the value is. */
  placeOfKey(path: Path): Place {
    const key = this.#find(path)?.key;
    return key?.range ? this.#place(key.range[0]) : this.placeOf(path);
  }

  /** Where the character stands that is `offset` characters into the text at `path`; of text that is folded, where it begins. */
  placeWithin(path: Path, offset: number): Place {
    const value = this.#find(path)?.value;
    if (!isScalar(value) || !value.range) return this.placeOf(path);
    const [start, end] = value.range;
    const lead = this.#text.slice(start, end).indexOf(String(value.value));
    return lead === -1 ? this.#place(start) : this.#place(start + lead + offset);
  }

  /** The single value at `path` as it was written (`2.0`, which as a number is 2); `null` if there is none. */
  textOf(path: Path): string | null {
    const value = this.#find(path)?.value;
    return isScalar(value) ? (value.source ?? String(value.value)) : null;
  }

  #parse(): Document {
    const options = { lineCounter: this.#lines, prettyErrors: false, stringKeys: true, merge: true } as const;
    try {
      return parseDocument(this.#text, options);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // The call stack is used up.
      throw this.#errorAt(0, 'not YAML: nested far too deeply');
    }
  }

  #wordsFor({ code, message, pos }: YAMLError): string {
    if (code === 'DUPLICATE_KEY') {
      const [, key = ''] = /^["']?([^:"'\n]*)/.exec(this.#text.slice(pos[0], pos[0] + 80)) ?? [];
      return `the key "${key.trim()}" is there twice`;
    }
    if (code === 'MULTIPLE_DOCS') return 'a file is one YAML document: what follows --- belongs in a file of its own';
    if (code === 'TAG_RESOLVE_FAILED') return `tags have no meaning here: ${message}`;
    return `not YAML: ${message}`;
  }

  /** What the parser lets pass, and what would not come out as data. */
  #refuseTraps(): void {
    visit(this.#document, {
      Alias: (_, alias, ancestors) => {
        const source = alias.resolve(this.#document);
        const at = alias.range?.[0] ?? 0;
        if (source === undefined) throw this.#errorAt(at, `nothing is called &${alias.source} before this alias`);
        if (ancestors.includes(source)) throw this.#errorAt(at, `*${alias.source} stands inside of what it stands for`);
      },
      Pair: (_, { key }) => {
        if (!isScalar(key) || key.value !== '__proto__') return;
        throw this.#errorAt(key.range?.[0] ?? 0, '"__proto__" cannot be a name');
      },
    });
  }

  #find(path: Path): Found | null {
    let found: Found = { key: null, value: this.#document.contents };
    for (const step of path) {
      const next = this.#step(found.value, step);
      if (next === null) return null;
      found = next;
    }
    return { ...found, value: this.#resolved(found.value) };
  }

  #step(from: Node | null, step: string | number): Found | null {
    const node = this.#resolved(from);
    if (isSeq(node)) {
      const item = node.items[Number(step)];
      return item === undefined ? null : { key: null, value: item as Node };
    }
    if (!isMap(node)) return null;
    const pair = node.items.find((item) => keyOf(item) === String(step));
    if (pair !== undefined) return { key: pair.key as Node, value: pair.value as Node | null };
    for (const merged of node.items.filter((item) => keyOf(item) === mergeKey)) {
      const source = this.#resolved(merged.value as Node | null);
      for (const map of isSeq(source) ? source.items : [source]) {
        const inherited = this.#step(map as Node | null, step);
        if (inherited !== null) return inherited;
      }
    }
    return null;
  }

  #resolved(node: Node | null): Node | null {
    return isAlias(node) ? (node.resolve(this.#document) ?? null) : node;
  }

  /** What is spread over lines is best found by its key, and so is nothing. */
  #placeOfFound({ key, value }: Found): Place {
    const isSpread = isCollection(value) && value.flow !== true;
    const isNothing = value === null || (isScalar(value) && value.source === '' && value.type === 'PLAIN');
    const node = key !== null && (isSpread || isNothing) ? key : value;
    return this.#place(node?.range?.[0] ?? 0);
  }

  #errorAt(offset: number, message: string): InputError {
    return new InputError([{ ...this.#place(offset), message }]);
  }

  #place(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line, column: col };
  }
}

function keyOf(pair: Pair): string {
  return String((pair.key as Scalar).value);
}
