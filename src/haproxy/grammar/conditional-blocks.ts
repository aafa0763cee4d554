import { BlockConditionError, blockConditionHolds } from './block-condition.ts';
import type { ConfigLine } from './config-line.ts';
import type { Report } from './report.ts';

/** One `.if` that is open. */
interface Block {
  readonly line: ConfigLine;
  /** Its lines are read; not yet, or not any more. */
  state: 'read' | 'waiting' | 'done';
  hasElse: boolean;
}

const directives = ['.if', '.elif', '.else', '.endif', '.notice', '.warning', '.alert', '.diag'];

/** `.if`, `.elif`, `.else`, `.endif` and what is said with `.alert` and its like (haproxy 2.6: src/cfgparse.c, `readcfgfile`). */
export class ConditionalBlocks {
  readonly #version: string;
  readonly #report: Report;
  readonly #open: Block[] = [];

  constructor(version: string, report: Report) {
    this.#version = version;
    this.#report = report;
  }

  /** Whether the line is one of these, or in a block that is not read. */
  takes(line: ConfigLine): boolean {
    const keyword = line.word(0);
    if (!directives.includes(keyword)) return !this.#reads;
    if (keyword === '.if') this.#open.push({ line, state: this.#reads ? this.#stateBy(line) : 'done', hasElse: false });
    else if (keyword === '.elif' || keyword === '.else' || keyword === '.endif') this.#goOn(line);
    else if (this.#reads) this.#say(line);
    return true;
  }

  /** After the last line. */
  end(): void {
    const block = this.#open.at(-1);
    if (block !== undefined) this.#report.alert(block.line, "'.if' without a matching '.endif'.");
  }

  get #reads(): boolean {
    return this.#open.every(({ state }) => state === 'read');
  }

  #goOn(line: ConfigLine): void {
    const keyword = line.word(0);
    const block = this.#open.at(-1);
    if (block === undefined) {
      this.#report.alert(line, `lone '${keyword}' with no matching '.if'.`);
      return;
    }
    if (keyword === '.endif') {
      this.#open.pop();
      return;
    }
    if (block.hasElse) this.#report.alert(line, `'${keyword}' after '.else' is not permitted.`);
    block.hasElse ||= keyword === '.else';
    if (block.state === 'read') block.state = 'done';
    else if (block.state === 'waiting') block.state = keyword === '.else' ? 'read' : this.#stateBy(line);
  }

  #stateBy(line: ConfigLine): Block['state'] {
    try {
      return blockConditionHolds(line.from(1).join(' '), this.#version) ? 'read' : 'waiting';
    } catch (error) {
      if (!(error instanceof BlockConditionError)) throw error;
      this.#report.alert(line, error.message, 1);
      return 'done';
    }
  }

  #say(line: ConfigLine): void {
    const message = `'${line.word(1)}'.`;
    if (line.word(0) === '.alert') this.#report.alert(line, message, 1);
    else if (line.word(0) === '.warning') this.#report.warn(line, message);
    else this.#report.noEffect(line, line.word(0));
  }
}
