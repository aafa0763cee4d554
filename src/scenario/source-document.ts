import { InputError, type Place } from './input-error.ts';
import { type Override, placeOfOverride, readOverride, withValueAt } from './override.ts';
import type { Path } from './path.ts';
import { YamlText } from './yaml-text.ts';

/** What is said of a file that is empty, and of one that is no map. */
interface DocumentWords {
  readonly empty: string;
  /** Up to what was found. */
  readonly noMap: string;
}

const scenarioWords: DocumentWords = {
  empty: 'the file is empty: a scenario has a name, a duration and a cluster (`seatrial init` writes a first one)',
  noMap: 'a scenario is a map (name: …, duration: …, cluster: …)',
};

/** A scenario or suite with what `--set` changes in it: the values, and where each of them comes from. */
export class SourceDocument {
  readonly file: string;
  readonly #yaml: YamlText;
  readonly #overrides: (Override & { readonly words: string })[] = [];
  #data: unknown;

  /** @throws {InputError} if it is not YAML, or not a map */
  constructor(file: string, text: string, words: DocumentWords = scenarioWords) {
    this.file = file;
    this.#yaml = new YamlText(file, text);
    const data = this.#yaml.toData();
    this.#data = data;
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return;
    const message =
      data === null ? words.empty : `${words.noMap}, found ${Array.isArray(data) ? 'a list' : 'a single value'}`;
    throw new InputError([{ ...this.#yaml.placeOf([]), message }]);
  }

  /** Plain data. */
  get data(): unknown {
    return this.#data;
  }

  /**
   * `--set services.web.deploy.replicas=8`
   *
   * @throws {InputError} if it has no `=`, a list has no such item, or the value is not YAML
   */
  override(words: string): void {
    const override = readOverride(words, this.#data);
    this.#data = withValueAt(this.#data, override.path, override.value);
    this.#overrides.push({ ...override, words });
  }

  /** Where the value stands; of what is not there, its closest surroundings. */
  placeOf(path: Path): Place {
    return this.#overriddenPlace(path) ?? this.#yaml.placeOf(path);
  }

  /** Where the key stands under which the value is. */
  placeOfKey(path: Path): Place {
    return this.#overriddenPlace(path) ?? this.#yaml.placeOfKey(path);
  }

  /** Where the character stands that is `offset` characters into the text at `path`. */
  placeWithin(path: Path, offset: number): Place {
    return this.#overriddenPlace(path) ?? this.#yaml.placeWithin(path, offset);
  }

  /** The single value at `path` as it was written: `2.0` is not 2. `null` if there is none. */
  textOf(path: Path): string | null {
    const override = this.#overrideOf(path);
    return override === undefined ? this.#yaml.textOf(path) : override.text.textOf(path.slice(override.path.length));
  }

  /** Whether something is written there. */
  has(path: Path): boolean {
    let value: unknown = this.#data;
    for (const step of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
      value = (value as Readonly<Record<string | number, unknown>>)[step];
    }
    return true;
  }

  /** The path as messages and `--set` write it: items of lists by their names, else by their places. */
  nameOf(path: Path): string {
    let value = this.#data as Readonly<Record<string, unknown>> | undefined;
    return path
      .map((step) => {
        value = value?.[step] as typeof value;
        const name = typeof step === 'number' ? value?.name : undefined;
        return typeof name === 'string' ? name : step;
      })
      .join('.');
  }

  #overriddenPlace(path: Path): Place | null {
    const override = this.#overrideOf(path);
    return override === undefined ? null : { file: placeOfOverride(override.words), line: 0, column: 0 };
  }

  /** The last one wins. */
  #overrideOf(path: Path): (Override & { readonly words: string }) | undefined {
    return this.#overrides.findLast((each) => each.path.every((step, index) => path[index] === step));
  }
}
