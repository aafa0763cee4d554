import type { SimulationOptions } from '../../../src/simulation/simulation-options.ts';
import { agentTime, decisionToAgentMs, exitSpan, isChecked, span, stopSpan } from './container-times.ts';
import { livingTasks, type RecordedTask, type Recording } from './recording.ts';

/**
 * The first container of a service and image takes as long as the recording's first one of them, the second as its second,
 * and so on; what was not recorded, as drawn. So what is compared is what the swarm makes of them.
 */
export function recordedTimes(recording: Recording): NonNullable<SimulationOptions['containerTimes']> {
  const waiting = new Map<string, RecordedTask[]>();
  const inOrder = [...livingTasks(recording)].sort((a, b) => a.createdMs - b.createdMs || a.slot - b.slot);
  for (const task of inOrder) {
    if (agentTime(task, 'running') === null && agentTime(task, 'ready') === null) continue;
    if (isChecked(recording, task)) continue;
    const key = keyOf(task.service, task.image);
    waiting.set(key, [...(waiting.get(key) ?? []), task]);
  }
  return (task, drawn) => {
    const like = waiting.get(keyOf(task.serviceName, task.spec.container.image))?.shift();
    if (like === undefined) return drawn;
    return {
      createMs: span(like, 'preparing', 'ready') ?? drawn.createMs,
      startMs: span(like, 'starting', 'running') ?? drawn.startMs,
      exitAfterMs: exitSpan(like) ?? Math.max(drawn.exitAfterMs, ranUntilTold(like)),
      stopAfterMs: stopSpan(like)[0] ?? drawn.stopAfterMs,
    };
  };
}

/** The reference as the engine completes it. */
function keyOf(service: string, image: string): string {
  return `${service} ${image.includes(':') ? image : `${image}:latest`}`;
}

/** One that was told to stop before it had ended by itself ran at least so long, in ms. */
function ranUntilTold(task: RecordedTask): number {
  const running = agentTime(task, 'running');
  const told = task.desired.find(({ state }) => state === 'shutdown' || state === 'remove')?.atMs;
  return running === null || told === undefined ? 0 : told + decisionToAgentMs - running;
}
