import type { History, TaskChange, TaskLife, Transcript } from './history.ts';
import { knownMs, livingTasks, looksOf, type RecordedStep, type RecordedTask, type Recording } from './recording.ts';

/** The recording, told as the replay tells its own. */
export function recordedHistory(recording: Recording): History {
  return {
    tasks: livingTasks(recording).map((task) => toLife(task, isNumbered(recording, task))),
    updates: recording.serviceUpdateStatus,
    steps: recording.steps.map(toTranscript),
    looks: looksOf(recording).map(({ command, exitCode, output, stderr }) => [
      { command, exitCode, stdout: withoutOlderTasks(recording, output), stderr: stderr ?? '', tookMs: 0 },
    ]),
  };
}

/** A table of tasks without those that had ended before the recording began, which it does not hold otherwise. */
function withoutOlderTasks(recording: Recording, output: string): string {
  const [header = '', ...rows] = output.split('\n');
  if (!header.includes('DESIRED STATE')) return output;
  const known = livingTasks(recording).map(({ id }) => id);
  const kept = rows.filter((row) => row === '' || known.some((id) => id.startsWith(row.split(' ', 1)[0]!)));
  return [header, ...kept].join('\n');
}

function toTranscript(step: RecordedStep): Transcript | null {
  if (step.command === undefined) return null;
  const { command, exitCode = null, stdout = '', stderr = '', tookMs = 0 } = step;
  // The remark that it was stopped is the recorder's own.
  return { command, exitCode, stdout, stderr: exitCode === null ? '' : stderr, tookMs };
}

/** Slot 0 means "by node", but for a replicated job, which counts from 0. */
function isNumbered({ steps }: Recording, { slot, service }: RecordedTask): boolean {
  const isJob = ({ command = '' }: RecordedStep) =>
    command.includes('--mode replicated-job') && command.split(' ').includes(service);
  return slot > 0 || steps.some(isJob);
}

function toLife(task: RecordedTask, numbered: boolean): TaskLife {
  const instants = [
    task.createdMs,
    ...task.transitions.map(knownMs),
    ...task.desired.map(({ atMs }) => atMs),
    ...(task.removedMs === null ? [] : [task.removedMs]),
  ];
  const times = [...new Set(instants)].sort((a, b) => a - b);
  return {
    service: task.service,
    slot: numbered || task.nodeName === null ? `${task.slot}` : task.nodeName,
    image: task.image,
    createdMs: task.createdMs,
    changes: times.map((atMs) => changeAt(task, atMs)),
  };
}

function changeAt(task: RecordedTask, atMs: number): TaskChange {
  const status = task.transitions.findLast((each) => knownMs(each) <= atMs);
  const desired = task.desired.findLast((each) => each.atMs <= atMs) ?? { state: 'running' };
  return {
    atMs,
    state: status?.state ?? 'new',
    desired: desired.state,
    err: status?.err ?? '',
    node: task.nodeName ?? '',
    removed: task.removedMs !== null && task.removedMs <= atMs,
  };
}
