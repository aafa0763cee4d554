/** What a command has printed so far. */
export class Terminal {
  #stdout = '';
  #stderr = '';
  #failed = false;

  /** A line on stdout. */
  print(line: string): void {
    this.#stdout += `${line}\n`;
  }

  /** Text on stdout that brings its own line feeds. */
  write(text: string): void {
    this.#stdout += text;
  }

  /** A line on stderr that is no failure. */
  warn(line: string): void {
    this.#stderr += `${line}\n`;
  }

  /** Text on stderr that brings its own line feeds. */
  writeError(text: string): void {
    this.#stderr += text;
  }

  /** A line on stderr; the command ends with exit code 1. */
  fail(line: string): void {
    this.warn(line);
    this.#failed = true;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  get exitCode(): number {
    return this.#failed ? 1 : 0;
  }
}
