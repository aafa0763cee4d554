import type { FileSource } from '../scenario/file-source.ts';

/** Files that remember which of them were read, so that a job can carry those. */
export class RecordedFiles implements FileSource {
  readonly #source: FileSource;
  readonly #texts = new Map<string, string>();

  constructor(source: FileSource) {
    this.#source = source;
  }

  read(path: string): string {
    const text = this.#texts.get(path) ?? this.#source.read(path);
    this.#texts.set(path, text);
    return text;
  }

  /** Text by path of all that were read so far, in the order of their paths. */
  get texts(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#texts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
