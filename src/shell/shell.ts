import { type Document, parseDocument } from 'yaml';
import { splitWords, WordError } from '../docker/command-line/words.ts';
import { InputError } from '../scenario/input-error.ts';
import { suggestion } from '../scenario/suggest.ts';
import { firstExpansion, firstSubstitution } from '../simulation/command-substitution.ts';
import type { Scenario } from '../simulation/scenario.ts';
import type { SimulationOptions } from '../simulation/simulation.ts';
import { clock, type ShellMeans, shellCommands } from './commands.ts';
import { completions } from './completions.ts';
import { dockerRun } from './docker-run.ts';
import { formOf } from './form-of.ts';
import { type Reply, refused, said } from './reply.ts';
import { sessionAsScenario } from './save-scenario.ts';
import { type ReadFile, Session } from './session.ts';

const notFound = 127;

export interface ShellOptions extends Pick<SimulationOptions, 'strategies'> {
  /** Text of the scenario. */
  readonly source: string;
  /** The file where it stands, or would. */
  readonly path: string;
  /** Reads one, that stands in a file; throws {@link InputError}. */
  load(source: string, path: string): Scenario;
  /** Where files are looked for, in full; without a slash at its end. */
  readonly folder: string;
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
  #path: string;
  #scenario: Scenario;
  #session: Session;

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#source = options.source;
    this.#path = options.path;
    this.#scenario = options.load(options.source, options.path);
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
    const line = this.#expanded(text);
    const inner = firstSubstitution(line);
    if (inner !== null) {
      const reply = this.#perform(inner.command.trim());
      return reply.exitCode === 0 ? this.#perform(inner.replace(reply.stdout)) : reply;
    }
    const words = wordsOf(line);
    if (!Array.isArray(words)) return words;
    const [name = '', ...operands] = words;
    if (name === 'docker') return this.#docker(line);
    const command = Object.hasOwn(shellCommands, name) ? shellCommands[name] : undefined;
    if (command === undefined) {
      const names = ['docker', ...Object.keys(shellCommands)];
      return refused(`${name}: command not found${suggestion(name, names)}`, notFound);
    }
    return command.run(this.#session, operands, this.#means());
  }

  #docker(line: string): Reply {
    const form = formOf(line);
    if (form?.kind !== 'run' || !this.#session.machine.up) return this.#session.docker(line);
    return dockerRun(form, this.#session, this.#means());
  }

  #means(): ShellMeans {
    const scenario = () => this.#scenario;
    const session = () => this.#session;
    return {
      get scenario() {
        return scenario();
      },
      get session() {
        return session();
      },
      folder: this.#options.folder,
      run: (other) => this.#perform(other),
      change: (edit) => this.#change(edit),
      pathInScenario: (path) => this.#pathInScenario(path),
      save: (path) => this.#save(path),
      load: (path) => this.#load(path),
    };
  }

  /** Files beside a scenario are called by their names there, others in full. */
  #pathInScenario(path: string): string {
    const { folder } = this.#options;
    const near = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
    return this.#path.includes('/') && !near.startsWith('/') ? `${folder}/${near}` : near;
  }

  #sessionIn(scenario: Scenario): Session {
    const { strategies = [], readFile, home } = this.#options;
    return new Session(scenario, { strategies }, readFile, home);
  }

  #change(edit: (document: Document) => void): Session | string {
    const document = parseDocument(this.#source);
    edit(document);
    const source = document.toString({ lineWidth: 0 });
    try {
      this.#scenario = this.#options.load(source, this.#path);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return error.message;
    }
    this.#source = source;
    const before = this.#session;
    this.#session = this.#sessionIn(this.#scenario);
    this.#session.repeat(before);
    return this.#session;
  }

  /** With the values of the only variables that there are. */
  #expanded(line: string): string {
    const found = firstExpansion(line, /\$(?:\?|PWD\b|\{PWD\})/y);
    if (found === null) return line;
    const value = found[0] === '$?' ? String(this.#session.exitCode) : this.#options.folder;
    return this.#expanded(line.slice(0, found.index) + value + line.slice(found.index + found[0].length));
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
    this.#path = path;
    this.#session = this.#sessionIn(this.#scenario);
    return said();
  }

  #save(path: string): Reply {
    const { write } = this.#options;
    const source = this.#source;
    const { durationMs } = this.#scenario;
    const { typed, assumedImages, nowMs, ownContainers } = this.#session;
    const stopped = new Map(
      ownContainers.flatMap(({ balancer, endedMs }) => (balancer && endedMs ? [[balancer, endedMs]] : [])),
    );
    const text = sessionAsScenario({ source, durationMs, typed, assumedImages, nowMs, stopped });
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
