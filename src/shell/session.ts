import { DockerUsageError } from '../docker/command-line/usage-error.ts';
import { imageWithTag } from '../docker/image-reference.ts';
import { imagesNamed } from '../docker/images-named.ts';
import { parseCommand } from '../docker/parse-command.ts';
import { InputError } from '../scenario/input-error.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { YamlText } from '../scenario/yaml-text.ts';
import type { SimulatedMachine } from '../simulation/machines.ts';
import type { RequestRow } from '../simulation/run-result.ts';
import type { ImageSpec, Scenario } from '../simulation/scenario.ts';
import { Simulation, type SimulationOptions } from '../simulation/simulation.ts';
import { typeCommand } from '../simulation/type-command.ts';
import type { World } from '../simulation/world.ts';
import { collapsePolls } from './collapse-polls.ts';
import { formOf } from './form-of.ts';
import { exitCodes, OwnContainer, type OwnContainerSpec } from './own-container.ts';
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
  /** What `docker run` has made, removed ones too. */
  readonly ownContainers: OwnContainer[] = [];
  /** The computer of whoever types, which is no machine of docker-machine; empty = there is none. */
  readonly home: string;
  /** Of the last command. */
  exitCode = 0;
  ended = false;
  readonly #images: Record<string, ImageSpec>;
  readonly #composeFiles: Record<string, unknown>;
  readonly #readFile: ReadFile;
  /** All that moved the clock or the world, in its order: done once more in another world, the same happens there. */
  readonly #journal: ((session: Session) => void)[] = [];
  /** Those that have not ended, with what ends them. */
  readonly #faults = new Map<LastingFault, () => void>();
  readonly #removed = new Set<string>();
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
    this.world = new Simulation(bare, { ...options, engineEvents: true }).world;
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

  /** Goes through all that was done in another session; replies are not heard again. */
  repeat(other: Session): void {
    for (const act of other.#journal) act(this);
  }

  /** Commands are typed on that machine until {@link leave}. */
  enter(name: string): void {
    this.#journal.push((session) => session.enter(name));
    this.#machines.push(this.world.machineNamed(name));
  }

  /** Back to the machine before; false = there is none. */
  leave(): boolean {
    if (this.#machines.length === 1) return false;
    this.#journal.push((session) => session.leave());
    this.#machines.pop();
    return true;
  }

  /** Names of the machines that there are, in the order of the scenario. */
  get machineNames(): string[] {
    return this.world.machines.map(({ spec }) => spec.name).filter((name) => !this.#removed.has(name));
  }

  /** Its power is off for good, and nobody speaks of it any more. */
  remove(name: string): void {
    if (this.world.machineNamed(name).hasPower) this.fail('crash', name);
    this.#journal.push((session) => session.#removed.add(name));
    this.#removed.add(name);
  }

  advance(byMs: number): void {
    this.#journal.push((session) => session.advance(byMs));
    this.world.loop.runUntil(this.nowMs + byMs);
  }

  /** Machines die and boot at once. */
  fail(kind: 'crash' | 'restore', name: string): void {
    this.#journal.push((session) => session.fail(kind, name));
    this.typed.push({ kind, atMs: this.nowMs, node: name });
    const machine = this.world.machineNamed(name);
    machine[kind]();
    if (kind === 'crash') this.#endContainers(machine);
    else this.#end((fault) => fault.kind !== 'partition' && fault.nodes.includes(name));
  }

  /** A container of nobody's service, from now on. */
  hold(spec: OwnContainerSpec): OwnContainer {
    this.#journal.push((session) => session.hold(spec));
    const container = new OwnContainer(spec, this.world);
    this.ownContainers.push(container);
    return container;
  }

  /** Plays until the only request of a client has ended; `null` = it has not, in ten minutes. */
  answerTo(client: string): RequestRow | null {
    this.#journal.push((session) => session.answerTo(client));
    const { loop, loads } = this.world;
    const endMs = loop.nowMs + patienceMs;
    let seen = loads.requests.length;
    while (loop.nextTimeMs <= endMs) {
      loop.step();
      for (; seen < loads.requests.length; seen++) {
        const row = loads.requests[seen]!;
        if (row.client === client) return row;
      }
    }
    loop.runUntil(endMs);
    return null;
  }

  /** They are cut off from all others, together, until `heal`. */
  partition(nodes: readonly string[]): void {
    this.#journal.push((session) => session.partition(nodes));
    const end = this.world.cut(nodes);
    this.#begin({ kind: 'partition', atMs: this.nowMs, nodes, forMs: null }, end);
  }

  /** All partitions end; false = there is none. */
  heal(): boolean {
    this.#journal.push((session) => session.heal());
    return this.#end(({ kind }) => kind === 'partition');
  }

  /** Its engine is gone until `startEngine`; false = there is none that runs. */
  stopEngine(name: string, kind: 'kill_dockerd' | 'stop_dockerd'): boolean {
    const machine = this.world.machineNamed(name);
    if (!machine.up) return false;
    this.#journal.push((session) => session.stopEngine(name, kind));
    if (kind === 'stop_dockerd') this.#endContainers(machine);
    machine.stopEngine(kind === 'kill_dockerd' ? 'killed' : 'stopped');
    this.#begin({ kind, atMs: this.nowMs, nodes: [name], forMs: null }, () => machine.startEngine());
    return true;
  }

  /** False = its engine was not stopped by hand. */
  startEngine(name: string): boolean {
    this.#journal.push((session) => session.startEngine(name));
    return this.#end(({ kind, nodes }) => kind !== 'partition' && nodes.includes(name));
  }

  #endContainers(machine: SimulatedMachine): void {
    for (const container of this.ownContainers) if (container.machine === machine) container.end(exitCodes.lost);
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

  /** Types a docker command, and plays what happens until the prompt is back. `readFile`: files as they are at this moment. */
  docker(line: string, readFile: ReadFile = this.#readFile): Reply {
    const read = new Map<string, string | null>();
    const remember = (name: string) => {
      const text = readFile(name);
      read.set(name, text);
      return text;
    };
    this.#journal.push((session) => session.docker(line, (name) => read.get(name) ?? null));
    const warning = this.#declareImages(line, remember);
    if (typeof warning !== 'string') return warning;
    const { loop } = this.world;
    const startMs = loop.nowMs;
    const isOfOwn = this.#namesOwnContainer(line);
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
    if (!isOfOwn)
      this.typed.push({ kind: 'docker', atMs: startMs, command: line, on: this.machine.spec.name, exitCode });
    return { exitCode, stdout: collapsePolls(reply.stdout), stderr: warning + reply.stderr };
  }

  /** What is done to one of those is no command of a scenario: it says itself when a balancer stops. */
  #namesOwnContainer(line: string): boolean {
    const form = formOf(line);
    const named = form !== null && 'containers' in form ? form.containers : form?.kind === 'inspect' ? form.names : [];
    return this.ownContainers.some(
      ({ name, id, machine }) => machine === this.machine && named.some((word) => word === name || id.startsWith(word)),
    );
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
  #bring(name: string, readFile: ReadFile): void {
    const text = readFile(name);
    if (text === null) delete this.#composeFiles[name];
    else this.#composeFiles[name] = new YamlText(name, text).toData();
  }

  /** Answers with a warning, or with what is wrong with the command by itself. */
  #declareImages(line: string, readFile: ReadFile): string | Reply {
    let warning = '';
    try {
      const { form } = parseCommand(line);
      if (form.kind === 'stack deploy') this.#bring(form.file, readFile);
      for (const image of imagesNamed(form, (file) => this.world.composeFile(file))) {
        if (this.world.declares(image)) continue;
        const name = imageWithTag(image);
        this.#images[name] = defaultImage(name);
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
function defaultImage(name: string): ImageSpec {
  const images = JSON.stringify({ [name]: {} });
  const text = `name: x\nduration: 1s\ncluster: { nodes: [{ name: m, role: manager, cpus: 1, memory: 1GiB }] }\nimages: ${images}\n`;
  const image = loadScenario({ read: () => text }, 'x.yaml', []).scenario.images[name];
  if (image === undefined) throw new Error('the image is declared');
  return image;
}
