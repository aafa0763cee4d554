import { DockerUsageError } from '../../docker/command-line/usage-error.ts';
import { parseCommand } from '../../docker/parse-command.ts';
import type { CommandForm } from '../../docker/syntax/commands.ts';
import { faultSubject } from '../fault-subject.ts';
import type { TimelineAction, TimelineEntry } from '../scenario.ts';

/** What an entry of the timeline changes, until it has converged. */
export interface PhasePlan {
  /** In Docker's words: `update web`, `drain worker1`; no two of a run have the same. */
  readonly name: string;
  /** Names or ids of services that it changes; `null` = any may have to move. */
  readonly services: readonly string[] | null;
  /** The machine that goes or comes; `null` = none. */
  readonly machine: string | null;
  /** That machine is to be left by all tasks. */
  readonly empties: boolean;
}

/** So many entries of the timeline make phases; each keeps histograms of every client. */
const mostPlanned = 40;

/** The phases that a timeline makes by itself, by entry; entries that change nothing that requests could feel make none. */
export function planPhases(timeline: readonly TimelineEntry[]): ReadonlyMap<TimelineEntry, PhasePlan> {
  const plans = new Map<TimelineEntry, PhasePlan>();
  const uses = new Map<string, number>();
  for (const entry of timeline) {
    const plan = planOf(entry.action);
    if (plan === null) continue;
    if (plans.size === mostPlanned) break;
    const use = (uses.get(plan.name) ?? 0) + 1;
    uses.set(plan.name, use);
    plans.set(entry, use === 1 ? plan : { ...plan, name: `${plan.name} ${use}` });
  }
  return plans;
}

export function beforePhase(name: string): string {
  return `before ${name}`;
}

export function afterPhase(name: string): string {
  return `after ${name}`;
}

/** Every name that a phase of this timeline may have. */
export function phaseNames(timeline: readonly TimelineEntry[]): string[] {
  const names = [...planPhases(timeline).values()].map(({ name }) => name);
  return names.flatMap((name, index) => [...(index === 0 ? [beforePhase(name)] : []), name, afterPhase(name)]);
}

function planOf(action: TimelineAction): PhasePlan | null {
  if (action.kind === 'docker') return planOfCommand(action.command, action.on);
  if (action.kind === 'haproxy') return null;
  if (action.kind !== 'crash' && action.kind !== 'restore')
    return { name: `${action.kind} ${faultSubject(action)}`, services: [], machine: null, empties: false };
  return { name: `${action.kind} ${action.node}`, services: null, machine: action.node, empties: false };
}

function planOfCommand(command: string, on: string | null): PhasePlan | null {
  try {
    return planOfForm(parseCommand(command).form, on);
  } catch (error) {
    if (error instanceof DockerUsageError) return null;
    throw error;
  }
}

function planOfForm(form: CommandForm, on: string | null): PhasePlan | null {
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
    case 'node update':
      return ofAvailability(form.node, form.availability);
    case 'swarm join':
      return on === null ? null : { name: `join ${on}`, services: null, machine: on, empties: false };
    default:
      return null;
  }
}

/** A name that only a substitution tells stands for any service. */
function ofServices(verb: string, services: readonly string[]): PhasePlan {
  const known = services.every((service) => /^[\w.-]+$/.test(service));
  return {
    name: known ? `${verb} ${services.join(', ')}` : `${verb} services`,
    services: known ? services : null,
    machine: null,
    empties: false,
  };
}

function ofAvailability(node: string, availability: string | null): PhasePlan | null {
  if (availability !== 'drain' && availability !== 'active') return null;
  const verb = availability === 'drain' ? 'drain' : 'activate';
  return { name: `${verb} ${node}`, services: null, machine: node, empties: availability === 'drain' };
}
