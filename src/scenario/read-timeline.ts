import { compareText } from '../docker/text/natural-order.ts';
import { isRuntimeCommand } from '../haproxy/runtime/parse-runtime-command.ts';
import type { MachineSpec, TimelineAction, TimelineEntry } from '../simulation/scenario.ts';
import { type Balancers, checkBalancerCommand } from './check-balancer-command.ts';
import { checkCommand, type KnownImages } from './check-command.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';
import type { WrittenEntry } from './written/scenario-schema.ts';

/** The timeline, and what is known of the services that its commands will create. */
export interface ReadTimeline {
  readonly entries: readonly TimelineEntry[];
  /** `null` = not known beforehand: the engine invents names. */
  readonly createdServices: readonly string[] | null;
}

/** Entries by time; those of one instant in the order in which they are written. */
export function readTimeline(
  written: readonly WrittenEntry[],
  durationMs: number,
  machines: readonly MachineSpec[],
  images: KnownImages,
  balancers: Balancers,
  problems: ProblemList,
): ReadTimeline {
  const created: string[] = [];
  const entries = written.map((entry, index): TimelineEntry => {
    const path = ['timeline', index];
    if (entry.at > durationMs) problems.add([...path, 'at'], 'this is after the end of the run (duration)');
    for (const key of ['crash', 'restore'] as const) checkMachine(entry[key], machines, [...path, key], problems);
    checkKeys(entry, path, problems);
    if (isForBalancer(entry)) checkBalancerCommand(entry.run ?? '', entry.on ?? null, path, balancers, problems);
    else checkMachine(entry.on, machines, [...path, 'on'], problems);
    if (entry.run !== undefined && !isForBalancer(entry))
      created.push(...checkCommand(entry.run, [...path, 'run'], images, problems));
    return { atMs: entry.at, action: actionOf(entry), where: whereIs([...path, 'run'], problems) };
  });
  const distinct = [...new Set(created)].sort(compareText);
  return {
    entries: entries.sort((a, b) => a.atMs - b.atMs),
    createdServices: distinct.includes('') ? null : distinct,
  };
}

function isForBalancer({ run }: WrittenEntry): boolean {
  return run !== undefined && isRuntimeCommand(run);
}

function whereIs(path: Path, { source }: ProblemList): string {
  const { file, line, column } = source.placeOf(path);
  return line === 0 ? file : `${file}:${line}:${column}`;
}

function checkKeys(entry: WrittenEntry, path: Path, problems: ProblemList): void {
  const actions = [entry.run, entry.crash, entry.restore].filter((word) => word !== undefined);
  if (actions.length !== 1) {
    problems.add(path, 'an entry does one thing: run, crash or restore');
    return;
  }
  if (entry.run !== undefined) return;
  for (const key of ['on', 'expect_exit'] as const) {
    if (entry[key] !== undefined) problems.addAt(problems.source.placeOfKey([...path, key]), `${key} goes with run`);
  }
}

function actionOf(entry: WrittenEntry): TimelineAction {
  if (entry.crash !== undefined) return { kind: 'crash', node: entry.crash };
  if (entry.restore !== undefined) return { kind: 'restore', node: entry.restore };
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
