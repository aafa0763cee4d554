import { type Document, parseDocument } from 'yaml';
import { splitWords, WordError } from '../docker/command-line/words.ts';
import { InputError } from '../scenario/input-error.ts';
import { suggestion } from '../scenario/suggest.ts';
import { firstExpansion, firstSubstitution } from '../simulation/command-substitution.ts';
import type { Scenario } from '../simulation/scenario.ts';
import type { SimulationOptions } from '../simulation/simulation.ts';
import { clock, shellCommands } from './commands.ts';
import { completions } from './completions.ts';
import { type Reply, refused, said } from './reply.ts';
import { sessionAsScenario } from './save-scenario.ts';
import { type ReadFile, Session } from './session.ts';

const notFound = 127;

export interface ShellOptions extends Pick<SimulationOptions, 'strategies'> {
  /** Text of the scenario. */
  readonly source: string;
  /** Reads one, that stands in a file (default: the session's own); throws {@link InputError}. */
  load(source: string, path?: string): Scenario;
  /** The machine that is the computer of whoever types; empty = none is. */
  readonly home: string;
  readonly readFile: ReadFile;
  /** Writes a file. */
  write(path: string, text: string): void;
}

/** A prompt on a simulated swarm: line in, reply out. Knows no terminal. */
export class Shell {
  readonly #options: ShellOptions;
  #source: string;
  #scenario: Scenario;
  #session: Session;

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#source = options.source;
    this.#scenario = options.load(options.source);
    this.#session = this.#sessionIn(this.#scenario);
  }

  /** After `exit`. */
  get ended(): boolean {
    return this.#session.ended;
  }

  /** Of the last command: that of the session, once it has ended. */
  get exitCode(): number {
    return this.#session.exitCode;
  }

  /** The machine and its clock: `manager1 1m30s $ `. */
  get prompt(): string {
    return `${this.#session.machine.spec.name} ${clock(this.#session)} $ `;
  }

  /** Runs a line, as typed; an empty one and a comment (`# …`) are nothing. */
  run(line: string): Reply {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) return said();
    const reply = this.#perform(text);
    this.#session.exitCode = reply.exitCode;
    return reply;
  }

  /** What the last word of a line may become. */
  complete(line: string): readonly string[] {
    return completions(line, this.#session);
  }

  #perform(text: string): Reply {
    const line = this.#withExitCode(text);
    const inner = firstSubstitution(line);
    if (inner !== null) {
      const reply = this.#perform(inner.command.trim());
      return reply.exitCode === 0 ? this.#perform(inner.replace(reply.stdout)) : reply;
    }
    const words = wordsOf(line);
    if (!Array.isArray(words)) return words;
    const [name = '', ...operands] = words;
    if (name === 'docker') return this.#session.docker(line);
    const command = Object.hasOwn(shellCommands, name) ? shellCommands[name] : undefined;
    if (command === undefined) {
      const names = ['docker', ...Object.keys(shellCommands)];
      return refused(`${name}: command not found${suggestion(name, names)}`, notFound);
    }
    return command.run(this.#session, operands, {
      run: (other) => this.#perform(other),
      change: (edit) => this.#change(edit),
      save: (path) => this.#save(path),
      load: (path) => this.#load(path),
    });
  }

  #sessionIn(scenario: Scenario): Session {
    const { strategies = [], readFile, home } = this.#options;
    return new Session(scenario, { strategies }, readFile, home);
  }

  #change(edit: (document: Document) => void): string | null {
    const document = parseDocument(this.#source);
    edit(document);
    const source = document.toString({ lineWidth: 0 });
    try {
      this.#scenario = this.#options.load(source);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return error.message;
    }
    this.#source = source;
    const { nowMs } = this.#session;
    this.#session = this.#sessionIn(this.#scenario);
    this.#session.advance(nowMs);
    return null;
  }

  #withExitCode(line: string): string {
    const found = firstExpansion(line, /\$\?/y);
    if (found === null) return line;
    const { index } = found;
    return this.#withExitCode(`${line.slice(0, index)}${this.#session.exitCode}${line.slice(index + found[0].length)}`);
  }

  #load(path: string): Reply {
    const source = this.#options.readFile(path);
    if (source === null) return refused(`load: there is no file ${path}`, 1);
    try {
      this.#scenario = this.#options.load(source, path);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return refused(error.message, 1);
    }
    this.#source = source;
    this.#session = this.#sessionIn(this.#scenario);
    return said();
  }

  #save(path: string): Reply {
    const { write } = this.#options;
    const source = this.#source;
    const { durationMs } = this.#scenario;
    const { typed, assumedImages, nowMs } = this.#session;
    const text = sessionAsScenario({ source, durationMs, typed, assumedImages, nowMs });
    try {
      write(path, text);
    } catch (error) {
      return refused(`save: ${(error as Error).message}`, 1);
    }
    return said();
  }
}

function wordsOf(line: string): string[] | Reply {
  try {
    return splitWords(line);
  } catch (error) {
    if (error instanceof WordError) return refused(error.message);
    throw error;
  }
}
