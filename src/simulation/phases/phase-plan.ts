import { DockerUsageError } from '../../docker/command-line/usage-error.ts';
import { parseCommand } from '../../docker/parse-command.ts';
import type { CommandForm } from '../../docker/syntax/commands.ts';
import { faultSubject } from '../fault-subject.ts';
import type { TimelineAction, TimelineEntry } from '../scenario.ts';

/** What an entry of the timeline changes, until it has converged. */
interface PhaseCause {
  /** In Docker's words: `update web`, `drain worker1`. */
  readonly name: string;
  /** Names or ids of services that it changes; `null` = any may have to move. */
  readonly services: readonly string[] | null;
  /** Stacks all of whose services it may change. */
  readonly stacks: readonly string[];
  /** The machine that goes or comes; `null` = none. */
  readonly machine: string | null;
  /** That machine is to be left by all tasks. */
  readonly empties: boolean;
}

/** A cause, and the phase that it makes alone or with others of its instant. */
export interface PhasePlan extends PhaseCause {
  /** Of the phase: no two of a run have the same. */
  readonly name: string;
}

/** The phases that a timeline makes by itself. */
export interface PhasePlans {
  /** Those of one instant have one phase. */
  readonly plans: ReadonlyMap<TimelineEntry, PhasePlan>;
  /** Phases that the timeline would make beyond the most. */
  readonly leftOut: number;
}

/** No machine goes or comes, and no stack. */
const quiet = { stacks: [], machine: null, empties: false };

/** So many phases a timeline makes; each keeps histograms of every client. */
export const mostPlanned = 40;
/** So many names of causes make the name of a phase in full. */
const mostNamed = 3;

/** By entry; entries that change nothing that requests could feel make no phase. */
export function planPhases(timeline: readonly TimelineEntry[]): PhasePlans {
  const instants = byInstant(timeline);
  const plans = new Map<TimelineEntry, PhasePlan>();
  const uses = new Map<string, number>();
  for (const causes of instants.slice(0, mostPlanned)) {
    const name = nameOfAll([...causes.values()]);
    const use = (uses.get(name) ?? 0) + 1;
    uses.set(name, use);
    for (const [entry, cause] of causes) plans.set(entry, { ...cause, name: use === 1 ? name : `${name} ${use}` });
  }
  return { plans, leftOut: Math.max(0, instants.length - mostPlanned) };
}

/** What entries cause, those of one instant together. */
function byInstant(timeline: readonly TimelineEntry[]): ReadonlyMap<TimelineEntry, PhaseCause>[] {
  const instants = new Map<number, Map<TimelineEntry, PhaseCause>>();
  for (const entry of timeline) {
    const cause = causeOf(entry.action);
    if (cause === null) continue;
    const causes = instants.get(entry.atMs) ?? new Map<TimelineEntry, PhaseCause>();
    instants.set(entry.atMs, causes.set(entry, cause));
  }
  return [...instants.values()];
}

/** `crash worker1 and crash worker2`. */
function nameOfAll(causes: readonly PhaseCause[]): string {
  const names = [...new Set(causes.map(({ name }) => name))];
  const shown = names.length > mostNamed ? names.slice(0, mostNamed - 1) : names;
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(' and ');
}

export function beforePhase(name: string): string {
  return `before ${name}`;
}

export function afterPhase(name: string): string {
  return `after ${name}`;
}

/** Every name that a phase of this timeline may have. */
export function phaseNames(timeline: readonly TimelineEntry[]): string[] {
  const names = [...new Set([...planPhases(timeline).plans.values()].map(({ name }) => name))];
  return names.flatMap((name, index) => [...(index === 0 ? [beforePhase(name)] : []), name, afterPhase(name)]);
}

function causeOf(action: TimelineAction): PhaseCause | null {
  if (action.kind === 'docker') return causeOfCommand(action.command, action.on);
  if (action.kind === 'haproxy') return null;
  if (action.kind !== 'crash' && action.kind !== 'restore')
    return { name: `${action.kind} ${faultSubject(action)}`, services: [], ...quiet };
  return { name: `${action.kind} ${action.node}`, services: null, stacks: [], machine: action.node, empties: false };
}

function causeOfCommand(command: string, on: string | null): PhaseCause | null {
  try {
    return causeOfForm(parseCommand(command).form, on);
  } catch (error) {
    if (error instanceof DockerUsageError) return null;
    throw error;
  }
}

function causeOfForm(form: CommandForm, on: string | null): PhaseCause | null {
  switch (form.kind) {
    case 'service create':
      return ofServices('create', [form.spec.name]);
    case 'service update':
      return ofServices(form.rollback ? 'rollback' : 'update', [form.service]);
    case 'service rollback':
      return ofServices('rollback', [form.service]);
    case 'service scale':
      return ofServices(
        'scale',
        form.targets.map(({ service }) => service),
      );
    case 'service rm':
      return ofServices('remove', form.services);
    case 'stack deploy':
      return ofStacks('deploy', [form.stack]);
    case 'stack rm':
      return ofStacks('remove', form.stacks);
    case 'node update':
      return ofAvailability(form.node, form.availability);
    case 'swarm join':
      return on === null ? null : { name: `join ${on}`, services: null, stacks: [], machine: on, empties: false };
    default:
      return null;
  }
}

/** A name that only a substitution tells stands for any service. */
function ofServices(verb: string, services: readonly string[]): PhaseCause {
  const known = services.every((service) => /^[\w.-]+$/.test(service));
  return {
    name: known ? `${verb} ${services.join(', ')}` : `${verb} services`,
    services: known ? services : null,
    ...quiet,
  };
}

/** Which services a stack has hangs on the compose file, and on what is there. */
function ofStacks(verb: string, stacks: readonly string[]): PhaseCause {
  return { name: `${verb} ${stacks.join(', ')}`, services: [], ...quiet, stacks };
}

function ofAvailability(node: string, availability: string | null): PhaseCause | null {
  if (availability !== 'drain' && availability !== 'active') return null;
  const verb = availability === 'drain' ? 'drain' : 'activate';
  return { name: `${verb} ${node}`, services: null, stacks: [], machine: node, empties: availability === 'drain' };
}
