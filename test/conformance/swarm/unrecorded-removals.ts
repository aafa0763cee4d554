import { taskAt } from './history.ts';
import { recordedHistory } from './recorded-history.ts';
import type { RecordedStep, Recording } from './recording.ts';

/** A command shows in the swarm within this time. */
const effectWithinMs = 1_000;

/**
 * The observer has tidied up now and then without recording it: all living tasks of a service are to be removed at one
 * instant, and no command says so. As steps, `docker service rm`.
 */
export function unrecordedRemovals(recording: Recording): RecordedStep[] {
  const history = recordedHistory(recording);
  const removals = new Map<string, RecordedStep>();
  for (const { service, changes } of history.tasks) {
    const atMs = changes.find(({ desired }) => desired === 'remove')?.atMs;
    if (atMs === undefined || atMs < 0 || removals.has(`${service} ${atMs}`)) continue;
    const living = history.tasks.filter((task) => {
      const before = task.service === service ? taskAt(task, atMs - 1) : null;
      return before !== null && !before.removed && before.desired !== 'remove';
    });
    const allGo = living.every((task) => taskAt(task, atMs)?.desired === 'remove');
    if (!allGo || isExplained(recording, service, atMs)) continue;
    removals.set(`${service} ${atMs}`, { atMs: atMs - 15, command: `docker service rm ${service}` });
  }
  return [...removals.values()];
}

function isExplained({ steps }: Recording, service: string, atMs: number): boolean {
  return steps.some(
    ({ command = '', atMs: typedMs, tookMs = 0 }) =>
      typedMs <= atMs &&
      atMs <= typedMs + Math.max(tookMs, effectWithinMs) &&
      (command.split(/[\s=]+/).includes(service) || command.startsWith('docker stack')) &&
      !command.includes(' create '),
  );
}
