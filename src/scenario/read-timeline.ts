import { compareText } from '../docker/text/natural-order.ts';
import { isRuntimeCommand } from '../haproxy/runtime/parse-runtime-command.ts';
import type { MachineSpec, TimelineAction, TimelineEntry } from '../simulation/scenario.ts';
import { type Balancers, checkBalancerCommand } from './check-balancer-command.ts';
import { checkCommand, type KnownImages } from './check-command.ts';
import type { ComposeFiles } from './compose-files.ts';
import { machinesMeant } from './machines-meant.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { faultOf, slotOf } from './read-timeline-fault.ts';
import { suggestion } from './suggest.ts';
import type { WrittenEntry } from './written/timeline.ts';

/** The timeline, and what is known of the services that its commands will create. */
export interface ReadTimeline {
  readonly entries: readonly TimelineEntry[];
  /** `null` = not known beforehand: the engine invents names. */
  readonly createdServices: readonly string[] | null;
}

/** What the entries may speak of. */
export interface TimelineFrame {
  readonly durationMs: number;
  readonly machines: readonly MachineSpec[];
  readonly images: KnownImages;
  readonly composeFiles: ComposeFiles;
  readonly balancers: Balancers;
  /** Services that are there at time 0. */
  readonly declared: readonly string[];
}

/** What an entry does. */
const actions = [
  'run',
  ...(['crash', 'restore', 'slow', 'noise', 'pause', 'partition', 'kill_dockerd', 'stop_dockerd', 'registry'] as const),
] as const;
/** Those of which each machine that is named has its own. */
const ofMachines = ['crash', 'restore', 'slow', 'noise', 'kill_dockerd', 'stop_dockerd'] as const;
type Action = (typeof actions)[number];

/** With which of them a further key may stand; it must, if it is in `needed`. */
const companions = {
  on: ['run'],
  expect_exit: ['run'],
  factor: ['slow'],
  cpus: ['noise'],
  for: ['slow', 'noise', 'pause', 'partition', 'kill_dockerd', 'stop_dockerd', 'registry'],
} as const satisfies Record<string, readonly Action[]>;
const needed = [
  ['slow', 'factor', 'the part of its work that it does, such as 0.3'],
  ['noise', 'cpus', 'the CPUs that work for others, such as 1.5'],
] as const;

/** Entries by time; those of one instant in the order in which they are written. */
export function readTimeline(
  written: readonly WrittenEntry[],
  { durationMs, machines, images, composeFiles, balancers, declared }: TimelineFrame,
  problems: ProblemList,
): ReadTimeline {
  const created: string[] = [];
  const entries = written.flatMap((entry, index): TimelineEntry[] => {
    const path = ['timeline', index];
    if (entry.at > durationMs) problems.add([...path, 'at'], 'this is after the end of the run (duration)');
    checkKeys(entry, path, problems);
    if (isForBalancer(entry)) checkBalancerCommand(entry.run ?? '', entry.on ?? null, path, balancers, problems);
    else checkMachine(entry.on, machines, [...path, 'on'], problems);
    if (entry.run !== undefined && !isForBalancer(entry))
      created.push(...checkCommand(entry.run, [...path, 'run'], images, composeFiles, problems));
    const where = whereIs([...path, 'run'], problems);
    return actionsOf(entry, path, machines, problems).map((action) => ({ atMs: entry.at, action, where }));
  });
  const distinct = [...new Set(created)].sort(compareText);
  const createdServices = distinct.includes('') ? null : distinct;
  const services = createdServices === null ? null : [...declared, ...createdServices];
  written.forEach(({ pause }, index) => {
    if (pause !== undefined) checkPause(pause, machines, services, ['timeline', index, 'pause'], problems);
  });
  return { entries: entries.sort((a, b) => a.atMs - b.atMs), createdServices };
}

function isForBalancer({ run }: WrittenEntry): boolean {
  return run !== undefined && isRuntimeCommand(run);
}

function whereIs(path: Path, { source }: ProblemList): string {
  const { file, line, column } = source.placeOf(path);
  return line === 0 ? file : `${file}:${line}:${column}`;
}

function checkKeys(entry: WrittenEntry, path: Path, problems: ProblemList): void {
  const [action, ...more] = actions.filter((key) => entry[key] !== undefined);
  if (action === undefined || more.length > 0) {
    problems.add(path, `an entry does one thing: ${actions.slice(0, -1).join(', ')} or ${actions.at(-1)}`);
    return;
  }
  for (const [key, goesWith] of Object.entries(companions) as [keyof typeof companions, readonly Action[]][]) {
    if (entry[key] === undefined || goesWith.includes(action)) continue;
    problems.addAt(problems.source.placeOfKey([...path, key]), `${key} goes with ${goesWith.join(', ')}`);
  }
  for (const [of, key, what] of needed) {
    if (of === action && entry[key] === undefined) problems.add(path, `${of} needs ${key}: ${what}`);
  }
}

/** One, or one for each machine that a constraint such as `node.labels.zone==a` means. */
function actionsOf(
  entry: WrittenEntry,
  path: Path,
  machines: readonly MachineSpec[],
  problems: ProblemList,
): TimelineAction[] {
  const { partition } = entry;
  if (partition !== undefined) {
    const names = Array.isArray(partition) ? partition : [partition];
    const nodes = names.flatMap((name, place) =>
      machinesMeant(name, machines, [...path, 'partition', ...(Array.isArray(partition) ? [place] : [])], problems),
    );
    return [{ kind: 'partition', nodes: [...new Set(nodes)], forMs: entry.for ?? null }];
  }
  const key = ofMachines.find((each) => entry[each] !== undefined);
  if (key === undefined) return [actionOf(entry, machines)];
  return machinesMeant(entry[key]!, machines, [...path, key], problems).map((name) =>
    actionOf({ ...entry, [key]: name }, machines),
  );
}

function actionOf(entry: WrittenEntry, machines: readonly MachineSpec[]): TimelineAction {
  if (entry.crash !== undefined) return { kind: 'crash', node: entry.crash };
  if (entry.restore !== undefined) return { kind: 'restore', node: entry.restore };
  const fault = faultOf(entry, machines);
  if (fault !== null) return fault;
  const command = (entry.run ?? '').trim();
  const kind = isForBalancer(entry) ? 'haproxy' : 'docker';
  return { kind, command, on: entry.on ?? null, expectExit: entry.expect_exit ?? null };
}

function checkMachine(
  name: string | undefined,
  machines: readonly MachineSpec[],
  path: Path,
  problems: ProblemList,
): void {
  if (name === undefined || machines.some((machine) => machine.name === name)) return;
  const names = machines.map((machine) => machine.name);
  problems.add(path, `no machine is called "${name}"${suggestion(name, names)}`);
}

/** A machine, or a slot of a service that there is or will be (`null` = not known beforehand). */
function checkPause(
  name: string,
  machines: readonly MachineSpec[],
  services: readonly string[] | null,
  path: Path,
  problems: ProblemList,
): void {
  const names = machines.map((machine) => machine.name);
  if (names.includes(name)) return;
  const slot = slotOf(name, machines);
  if (slot === null) {
    const known = [...names, ...(services ?? []).map((service) => `${service}.1`)];
    problems.add(
      path,
      `"${name}" is neither a machine nor a slot of a service such as web.2${suggestion(name, known)}`,
    );
  } else if (services !== null && !services.includes(slot.service)) {
    problems.add(path, `no service is called "${slot.service}"${suggestion(slot.service, services)}`);
  }
}
