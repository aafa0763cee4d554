import { DockerUsageError } from '../docker/command-line/usage-error.ts';
import { imageWithTag } from '../docker/image-reference.ts';
import { imagesNamed } from '../docker/images-named.ts';
import { parseCommand } from '../docker/parse-command.ts';
import { InputError } from '../scenario/input-error.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { YamlText } from '../scenario/yaml-text.ts';
import type { SimulatedMachine } from '../simulation/machines.ts';
import type { ImageSpec, Scenario } from '../simulation/scenario.ts';
import { Simulation, type SimulationOptions } from '../simulation/simulation.ts';
import { typeCommand } from '../simulation/type-command.ts';
import type { World } from '../simulation/world.ts';
import { collapsePolls } from './collapse-polls.ts';
import { type Reply, refused, said } from './reply.ts';
import type { LastingFault, Typed } from './save-scenario.ts';

/** The text of a file where commands are typed; `null` = there is none. */
export type ReadFile = (name: string) => string | null;

/** A command that has not come back after so long is left as with Ctrl-C: a service may never converge. */
const patienceMs = 600_000;
const interrupted = 130;

/**
 * A simulated swarm with somebody at a terminal. The scenario's own timeline, faults, phases and expectations are left
 * out: who types takes their place. The clock moves only as far as commands take time, and by `advance`.
 */
export class Session {
  readonly world: World;
  /** What was done so far, as a timeline. */
  readonly typed: Typed[] = [];
  /** Images that the scenario does not declare, and that commands have named. */
  readonly assumedImages: string[] = [];
  /** The computer of whoever types, which is no machine of docker-machine; empty = there is none. */
  readonly home: string;
  /** Of the last command. */
  exitCode = 0;
  ended = false;
  readonly #images: Record<string, ImageSpec>;
  readonly #composeFiles: Record<string, unknown>;
  readonly #readFile: ReadFile;
  /** Those that have not ended, with what ends them. */
  readonly #faults = new Map<LastingFault, () => void>();
  /** The last one is where commands are typed; those before are where somebody came from. */
  readonly #machines: SimulatedMachine[];

  constructor(scenario: Scenario, options: SimulationOptions = {}, readFile: ReadFile = () => null, home = '') {
    this.home = home;
    this.#images = { ...scenario.images };
    this.#composeFiles = { ...scenario.composeFiles };
    this.#readFile = readFile;
    const bare = {
      ...scenario,
      images: this.#images,
      composeFiles: this.#composeFiles,
      timeline: [],
      faults: [],
      phases: [],
      expect: [],
    };
    this.world = new Simulation(bare, options).world;
    this.#machines = [this.world.defaultMachine];
  }

  get nowMs(): number {
    return this.world.loop.nowMs;
  }

  get machine(): SimulatedMachine {
    const machine = this.#machines.at(-1);
    if (machine === undefined) throw new Error('a session is always on a machine');
    return machine;
  }

  /** Commands are typed on that machine until {@link leave}. */
  enter(machine: SimulatedMachine): void {
    this.#machines.push(machine);
  }

  /** Back to the machine before; false = there is none. */
  leave(): boolean {
    if (this.#machines.length === 1) return false;
    this.#machines.pop();
    return true;
  }

  /** Names of the machines, in the order of the scenario. */
  get machineNames(): string[] {
    return this.world.machines.map(({ spec }) => spec.name);
  }

  advance(byMs: number): void {
    this.world.loop.runUntil(this.nowMs + byMs);
  }

  /** Machines die and boot at once. */
  fail(kind: 'crash' | 'restore', machine: SimulatedMachine): void {
    this.typed.push({ kind, atMs: this.nowMs, node: machine.spec.name });
    machine[kind]();
  }

  /** They are cut off from all others, together, until `heal`. */
  partition(machines: readonly SimulatedMachine[]): void {
    const nodes = machines.map(({ spec }) => spec.name);
    const end = this.world.cut(nodes);
    this.#begin({ kind: 'partition', atMs: this.nowMs, nodes, forMs: null }, end);
  }

  /** All partitions end; false = there is none. */
  heal(): boolean {
    return this.#end(({ kind }) => kind === 'partition');
  }

  /** Its engine is gone until `startEngine`; false = there is none that runs. */
  stopEngine(machine: SimulatedMachine, kind: 'kill_dockerd' | 'stop_dockerd'): boolean {
    if (!machine.up) return false;
    machine.stopEngine(kind === 'kill_dockerd' ? 'killed' : 'stopped');
    this.#begin({ kind, atMs: this.nowMs, nodes: [machine.spec.name], forMs: null }, () => machine.startEngine());
    return true;
  }

  /** False = its engine was not stopped by hand. */
  startEngine({ spec }: SimulatedMachine): boolean {
    return this.#end(({ kind, nodes }) => kind !== 'partition' && nodes.includes(spec.name));
  }

  #begin(fault: LastingFault, end: () => void): void {
    this.typed.push(fault);
    this.#faults.set(fault, end);
  }

  #end(which: (fault: LastingFault) => boolean): boolean {
    const found = [...this.#faults].filter(([fault]) => which(fault));
    for (const [fault, end] of found) {
      this.#faults.delete(fault);
      fault.forMs = this.nowMs - fault.atMs;
      end();
    }
    return found.length > 0;
  }

  /** Types a docker command, and plays what happens until the prompt is back. */
  docker(line: string): Reply {
    const warning = this.#declareImages(line);
    if (typeof warning !== 'string') return warning;
    const { loop } = this.world;
    const startMs = loop.nowMs;
    let result: Reply | null = null;
    let shown: Omit<Reply, 'exitCode'> = said();
    const done = (reply: Reply) => {
      result = reply;
    };
    const begun = (terminal: Omit<Reply, 'exitCode'>) => {
      shown = terminal;
    };
    typeCommand(this.world, line, this.machine, done, { begun });
    while (result === null && loop.nextTimeMs <= startMs + patienceMs) loop.step();
    const reply: Reply = result ?? this.#interrupt(startMs, shown);
    const { exitCode } = reply;
    this.typed.push({ kind: 'docker', atMs: startMs, command: line, on: this.machine.spec.name, exitCode });
    return { exitCode, stdout: collapsePolls(reply.stdout), stderr: warning + reply.stderr };
  }

  #interrupt(startMs: number, { stdout, stderr }: Omit<Reply, 'exitCode'>): Reply {
    this.world.loop.runUntil(startMs + patienceMs);
    const words = `seatrial: no answer for ${patienceMs / 60_000} minutes: left as with Ctrl-C\n`;
    return { stdout, stderr: `${stderr}${words}`, exitCode: interrupted };
  }

  /**
   * A compose file is read as it is when the command is typed.
   *
   * @throws {InputError} if it is not YAML
   */
  #bring(name: string): void {
    const text = this.#readFile(name);
    if (text === null) delete this.#composeFiles[name];
    else this.#composeFiles[name] = new YamlText(name, text).toData();
  }

  /** Answers with a warning, or with what is wrong with the command by itself. */
  #declareImages(line: string): string | Reply {
    let warning = '';
    try {
      const { form } = parseCommand(line);
      if (form.kind === 'stack deploy') this.#bring(form.file);
      for (const image of imagesNamed(form, (file) => this.world.composeFile(file))) {
        if (this.world.declares(image)) continue;
        const name = imageWithTag(image);
        this.#images[name] = { ...defaultImage(), name };
        this.assumedImages.push(name);
        warning += `seatrial: nothing is said of how containers of ${name} behave: the defaults are taken\n`;
      }
    } catch (error) {
      if (error instanceof InputError) return refused(error.message, 1);
      if (!(error instanceof DockerUsageError)) throw error;
      return refused(error.message, error.exitCode);
    }
    return warning;
  }
}

/** An image of which nothing is said, as in a scenario. */
function defaultImage(): ImageSpec {
  const text =
    'name: x\nduration: 1s\ncluster: { nodes: [{ name: m, role: manager, cpus: 1, memory: 1GiB }] }\nimages: { "x:1": {} }\n';
  const image = loadScenario({ read: () => text }, 'x.yaml', []).scenario.images['x:1'];
  if (image === undefined) throw new Error('the image is declared');
  return image;
}
