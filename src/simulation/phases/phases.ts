import type { EventLoop } from '../../kernel/event-loop.ts';
import type { Traffic } from '../../traffic/traffic.ts';
import type { ServiceRecord } from '../recorders/service-record.ts';
import type { PhaseSpec, TimelineEntry } from '../scenario.ts';
import { afterPhase, beforePhase, type PhasePlan, planPhases } from './phase-plan.ts';

/** What is in place has to stay so for as long: between two steps of the orchestrator all can look well for a moment. */
const settledForMs = 1000;

/** A phase of the run as it was. */
export interface PhaseRecord {
  readonly name: string;
  readonly fromMs: number;
  /** `null` = it has not ended. */
  readonly untilMs: number | null;
  /** In the traffic's books. */
  readonly index: number;
}

/** What phases ask the world. */
export interface PhaseWorld {
  readonly loop: EventLoop;
  readonly traffic: Pick<Traffic, 'beginPhase' | 'endPhase'>;
  /** Services that exist or did: their number only grows. */
  readonly services: { readonly count: number; readonly records: readonly ServiceRecord[] };
  /** The managers see the machine as it is: up or gone. */
  agreesOn(machine: string): boolean;
  /** It is to be empty: nobody has made it active again. */
  isDrained(machine: string): boolean;
  /** Containers that run there. */
  processesOn(machine: string): number;
}

/** A thing of the timeline that has not converged yet. Those of one instant have one phase, which lasts until all have. */
interface OpenPhase {
  readonly entry: TimelineEntry;
  readonly plan: PhasePlan;
  /** Its phase, in the records. */
  readonly at: number;
  /** Names of what was in place when the phase began, and has to be so again. */
  readonly inPlaceBefore: ReadonlySet<string>;
  /** Spec versions when it began. */
  readonly versions: ReadonlyMap<string, number>;
  /** The command has returned, or its effect was seen. */
  caused: boolean;
  updating: boolean;
  settledSinceMs: number | null;
  /** What it waits for, of so many services. */
  awaited: readonly ServiceRecord[];
  known: number;
}

/**
 * The phases of a run: those that the scenario writes down, or else one for each instant of the timeline – from its start until what
 * it caused has converged – and the quiet stretches between them. Phases may overlap.
 */
export class Phases {
  readonly #world: PhaseWorld;
  readonly #plans: ReadonlyMap<TimelineEntry, PhasePlan>;
  readonly #records: PhaseRecord[] = [];
  readonly #open: OpenPhase[] = [];
  /** The quiet stretch that goes on, in #records; `null` = none. */
  #quiet: number | null = null;

  constructor(world: PhaseWorld, written: readonly PhaseSpec[], timeline: readonly TimelineEntry[], warmupMs: number) {
    this.#world = world;
    this.#plans = written.length > 0 ? new Map() : planPhases(timeline).plans;
    const { loop } = world;
    for (const phase of written) loop.call(phase.fromMs - loop.nowMs, () => this.#play(phase));
    const [first] = this.#plans;
    if (first !== undefined && first[0].atMs > warmupMs) {
      loop.call(warmupMs - loop.nowMs, () => {
        this.#quiet = this.#begin(beforePhase(first[1].name));
      });
    }
  }

  /** In the order of their begins; those that took no time are left out. */
  get records(): readonly PhaseRecord[] {
    const { nowMs } = this.#world.loop;
    return this.#records.filter(({ fromMs, untilMs }) => (untilMs ?? nowMs) > fromMs);
  }

  /** An entry of the timeline is played. */
  started(entry: TimelineEntry): void {
    const plan = this.#plans.get(entry);
    if (plan === undefined) return;
    if (this.#quiet !== null) this.#end(this.#quiet);
    this.#quiet = null;
    const services = this.#world.services.records;
    this.#open.push({
      entry,
      plan,
      at: this.#open.find((other) => other.plan.name === plan.name)?.at ?? this.#begin(plan.name),
      inPlaceBefore: new Set(services.filter(({ inPlace }) => inPlace).map(({ name }) => name)),
      versions: new Map(services.map(({ name, latest }) => [name, latest.specVersion])),
      caused: false,
      updating: false,
      settledSinceMs: null,
      awaited: [],
      known: -1,
    });
  }

  /** It has returned, or had its effect. */
  played(entry: TimelineEntry): void {
    const phase = this.#open.find((each) => each.entry === entry);
    if (phase === undefined) return;
    phase.caused = true;
    this.changed();
  }

  /** Something changed in a swarm or on a machine. */
  changed(): void {
    if (this.#open.length === 0) return;
    for (const phase of [...this.#open]) this.#look(phase);
  }

  #look(phase: OpenPhase): void {
    const { loop } = this.#world;
    const services = this.#awaitedBy(phase);
    const { versions, plan } = phase;
    const wasUpdating = phase.updating;
    if (plan.machine === null) {
      phase.caused ||= services.some(({ name, latest }) => versions.get(name) !== latest.specVersion);
      phase.updating = services.some(({ updating }) => updating);
    }
    if (!phase.caused || !this.#isSettled(phase, services)) {
      phase.settledSinceMs = null;
      return;
    }
    // An update's own state says it: completed, paused, rolled back.
    if (wasUpdating) {
      this.#close(phase);
      return;
    }
    if (phase.settledSinceMs !== null) return;
    const sinceMs = loop.nowMs;
    phase.settledSinceMs = sinceMs;
    loop.call(settledForMs, () => {
      if (phase.settledSinceMs === sinceMs) this.#close(phase);
    });
  }

  #awaitedBy(phase: OpenPhase): readonly ServiceRecord[] {
    const { services } = this.#world;
    if (phase.known !== services.count) {
      const { services: asked, stacks } = phase.plan;
      phase.known = services.count;
      phase.awaited = services.records.filter(({ name, latest }) =>
        asked === null
          ? phase.inPlaceBefore.has(name)
          : asked.some((each) => each === name || latest.id.startsWith(each)) ||
            stacks.some((stack) => name.startsWith(`${stack}_`)),
      );
    }
    return phase.awaited;
  }

  #isSettled({ plan }: OpenPhase, services: readonly ServiceRecord[]): boolean {
    const { machine, empties } = plan;
    const world = this.#world;
    if (machine !== null && !world.agreesOn(machine)) return false;
    if (machine !== null && empties && world.isDrained(machine) && world.processesOn(machine) > 0) return false;
    return services.every(({ inPlace, paused }) => inPlace || paused);
  }

  #close(phase: OpenPhase): void {
    const at = this.#open.indexOf(phase);
    if (at < 0) return;
    this.#open.splice(at, 1);
    if (this.#open.some((other) => other.at === phase.at)) return;
    this.#end(phase.at);
    if (this.#open.length === 0) this.#quiet = this.#begin(afterPhase(phase.plan.name));
  }

  #play({ name, untilMs }: PhaseSpec): void {
    const at = this.#begin(name);
    const { loop } = this.#world;
    loop.call(untilMs - loop.nowMs, () => this.#end(at));
  }

  #begin(name: string): number {
    const { loop, traffic } = this.#world;
    const record = { name, fromMs: loop.nowMs, untilMs: null, index: traffic.beginPhase() };
    return this.#records.push(record) - 1;
  }

  #end(at: number): void {
    const { loop, traffic } = this.#world;
    const record = this.#records[at]!;
    traffic.endPhase(record.index);
    this.#records[at] = { ...record, untilMs: loop.nowMs };
  }
}
