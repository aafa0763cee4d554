import { InputError, type Place } from '../../scenario/input-error.ts';
import type { Path } from '../../scenario/path.ts';
import { YamlText } from '../../scenario/yaml-text.ts';
import type { TextFile } from '../text-file.ts';

/** A value of a JSON file that remembers where it stands. What is not there reads as its fallback, what is of another kind is refused. */
export class JsonValue {
  readonly data: unknown;
  readonly #source: TextFile;
  readonly #path: Path;

  constructor(source: TextFile, path: Path, data: unknown) {
    this.#source = source;
    this.#path = path;
    this.data = data;
  }

  /** Go leaves out what is empty, or writes `null`. */
  get isThere(): boolean {
    return this.data !== undefined && this.data !== null;
  }

  get(key: string): JsonValue {
    const inside = this.isThere ? this.#map()[key] : undefined;
    return new JsonValue(this.#source, [...this.#path, key], inside);
  }

  has(key: string): boolean {
    return this.get(key).isThere;
  }

  /** Items of a list. */
  items(): JsonValue[] {
    if (!this.isThere) return [];
    if (!Array.isArray(this.data)) throw this.error('expected a list');
    return this.data.map((item, index) => new JsonValue(this.#source, [...this.#path, index], item));
  }

  /** Keys of a map that have a value. */
  keys(): string[] {
    return this.isThere ? Object.keys(this.#map()).filter((key) => this.has(key)) : [];
  }

  text(fallback: string): string {
    if (!this.isThere) return fallback;
    if (typeof this.data !== 'string') throw this.error('expected text');
    return this.data;
  }

  number(fallback: number): number {
    if (!this.isThere) return fallback;
    if (typeof this.data !== 'number') throw this.error('expected a number');
    return this.data;
  }

  texts(): string[] {
    return this.items().map((item) => item.text(''));
  }

  /** A map of texts: labels, options. */
  textMap(): Record<string, string> {
    return Object.fromEntries(this.keys().map((key) => [key, this.get(key).text('')]));
  }

  /** Something is wrong with this value. */
  error(message: string): InputError {
    const name = this.#path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    return new InputError([{ ...this.#place(), message: `${name.replace(/^\./, '')}: ${message}` }]);
  }

  #map(): Readonly<Record<string, unknown>> {
    if (typeof this.data === 'object' && !Array.isArray(this.data)) return this.data as Record<string, unknown>;
    throw this.error('expected a map');
  }

  /** JSON is YAML, whose reader knows places; it is asked only when there is something to tell. */
  #place(): Place {
    try {
      return new YamlText(this.#source.file, this.#source.text).placeOf(this.#path);
    } catch {
      return { file: this.#source.file, line: 0, column: 0 };
    }
  }
}
