import type { History } from './history.ts';
import { sideBySide } from './side-by-side.ts';

/** A task's id; which of the equal ones failed first is chance. */
const taskId = /\b[a-z0-9]{25}\b/g;

/** @returns the two sequences of update states beside each other, or `null` if they agree */
export function compareUpdates(service: string, recorded: History, ours: History): string | null {
  const [theirs, own] = [linesOf(recorded, service), linesOf(ours, service)];
  const equal = theirs.length === own.length && theirs.every((line, index) => line === own[index]);
  return equal ? null : sideBySide(theirs, own);
}

function linesOf({ updates }: History, service: string): string[] {
  return updates
    .filter((update) => update.service === service)
    .map(({ state, message }) => `${state}: ${message.replace(taskId, '<task>')}`);
}
