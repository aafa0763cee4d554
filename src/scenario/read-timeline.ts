import { DockerUsageError } from '../docker/command-line/usage-error.ts';
import { imagesNamed } from '../docker/images-named.ts';
import { parseCommand } from '../docker/parse-command.ts';
import { withoutSubstitutions } from '../simulation/command-substitution.ts';
import type { ImageSpec, MachineSpec, TimelineAction, TimelineEntry } from '../simulation/scenario.ts';
import type { ProblemList } from './problem-list.ts';
import { checkImage } from './read-services.ts';
import { suggestion } from './suggest.ts';
import type { WrittenEntry } from './written/scenario-schema.ts';

/** Entries by time; those of one instant in the order in which they are written. */
export function readTimeline(
  written: readonly WrittenEntry[],
  durationMs: number,
  machines: readonly MachineSpec[],
  images: Readonly<Record<string, ImageSpec>>,
  problems: ProblemList,
): TimelineEntry[] {
  const entries = written.map((entry, index): TimelineEntry => {
    const path = ['timeline', index];
    if (entry.at > durationMs) problems.add([...path, 'at'], 'this is after the end of the run (duration)');
    const known = (key: 'on' | 'crash' | 'restore') => checkMachine(entry[key], machines, [...path, key], problems);
    known('on');
    known('crash');
    known('restore');
    const { file, line, column } = problems.source.placeOf([...path, 'run']);
    return {
      atMs: entry.at,
      action: actionOf(entry, path, images, problems),
      where: line === 0 ? file : `${file}:${line}:${column}`,
    };
  });
  return entries.sort((a, b) => a.atMs - b.atMs);
}

type EntryPath = readonly (string | number)[];

function actionOf(
  entry: WrittenEntry,
  path: EntryPath,
  images: Readonly<Record<string, ImageSpec>>,
  problems: ProblemList,
): TimelineAction {
  const given = [entry.run, entry.crash, entry.restore].filter((word) => word !== undefined);
  if (given.length !== 1) problems.add(path, 'an entry does one thing: run, crash or restore');
  if (entry.run === undefined && (entry.on !== undefined || entry.expect_exit !== undefined)) {
    problems.add(path, 'on and expect_exit go with run');
  }
  if (entry.crash !== undefined) return { kind: 'crash', node: entry.crash };
  if (entry.restore !== undefined) return { kind: 'restore', node: entry.restore };
  const command = (entry.run ?? '').trim();
  if (entry.run !== undefined) checkCommand(command, [...path, 'run'], images, problems);
  return { kind: 'docker', command, on: entry.on ?? null, expectExit: entry.expect_exit ?? null };
}

function checkCommand(
  command: string,
  path: EntryPath,
  images: Readonly<Record<string, ImageSpec>>,
  problems: ProblemList,
): void {
  try {
    const parsed = parseCommand(withoutSubstitutions(command));
    for (const image of imagesNamed(parsed.form)) checkImage(image, images, path, problems);
  } catch (error) {
    if (!(error instanceof DockerUsageError)) throw error;
    problems.add(path, error.message);
  }
}

function checkMachine(
  name: string | undefined,
  machines: readonly MachineSpec[],
  path: EntryPath,
  problems: ProblemList,
): void {
  if (name === undefined || machines.some((machine) => machine.name === name)) return;
  problems.add(
    path,
    `no machine is called "${name}"${suggestion(
      name,
      machines.map((machine) => machine.name),
    )}`,
  );
}
