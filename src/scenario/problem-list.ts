import { InputError, type Place, type Problem } from './input-error.ts';
import type { Path } from './path.ts';
import type { SourceDocument } from './source-document.ts';

/** Collects what is wrong with a scenario, so that all of it can be told at once. */
export class ProblemList {
  readonly source: SourceDocument;
  readonly #problems: Problem[] = [];

  constructor(source: SourceDocument) {
    this.source = source;
  }

  /** How many there are so far. */
  get size(): number {
    return this.#problems.length;
  }

  /** Something is wrong with the value at `path`. */
  add(path: Path, message: string): void {
    this.addAt(this.source.placeOf(path), message);
  }

  addAt(place: Place, message: string): void {
    this.#problems.push({ file: place.file, line: place.line, column: place.column, message });
  }

  addAll(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /** @throws {InputError} with all of them, in the order of the file, if there are any */
  throwIfAny(): void {
    if (this.#problems.length === 0) return;
    const inOrder = this.#problems
      .map((problem, index) => ({ problem, index }))
      .sort((a, b) => a.problem.line - b.problem.line || a.problem.column - b.problem.column || a.index - b.index)
      .map(({ problem }) => problem);
    throw new InputError(inOrder);
  }
}
