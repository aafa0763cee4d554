import { canPair } from './can-pair.ts';
import { type History, type TaskLife, taskAt } from './history.ts';
import { sideBySide } from './side-by-side.ts';

/** One slot's tasks in the order of their making, each in a line: its image and how it stood at an instant. */
type SlotStory = string;

/**
 * Whether a service has had the same tasks: for each slot the same ones one after the other, each as it stood at the end.
 * Which slot met which fate may differ: updates take them in no order, and equal nodes are chosen by chance. What
 * happens within `slackMs` of the end may have happened or not.
 *
 * @returns the two histories beside each other, or `null` if they agree
 */
export function compareTasks(
  service: string,
  recorded: History,
  ours: History,
  endMs: number,
  slackMs: number,
): string | null {
  const theirs = slotsOf(recorded, service).map((slot) => storyAt(slot, endMs));
  const own = slotsOf(ours, service);
  const reachable = own.map((slot) => storiesWithin(slot, endMs - slackMs, endMs + slackMs));
  // A slot that was opened just before the end may not be there yet, and the other way round.
  const needed = theirs.filter((story) => story !== '');
  const optional = reachable.filter((stories) => stories.has('')).length;
  const enough = needed.length >= reachable.length - optional && canPair(needed, reachable);
  if (enough) return null;
  const lines = (stories: readonly SlotStory[]) =>
    [...stories].sort(byText).flatMap((story) => [...story.split('\n'), '']);
  return sideBySide(lines(theirs), lines(own.map((slot) => storyAt(slot, endMs))));
}

export function servicesOf(history: History): string[] {
  return [...new Set(history.tasks.map(({ service }) => service))];
}

function slotsOf({ tasks }: History, service: string): TaskLife[][] {
  const slots = new Map<string, TaskLife[]>();
  for (const task of tasks) {
    if (task.service !== service) continue;
    const slot = slots.get(task.slot) ?? [];
    slots.set(task.slot, slot);
    slot.push(task);
  }
  return [...slots.values()].map((slot) => slot.sort((a, b) => a.createdMs - b.createdMs));
}

function storyAt(slot: readonly TaskLife[], atMs: number): SlotStory {
  const lines = slot.flatMap((task) => {
    const now = taskAt(task, atMs);
    if (now === null) return [];
    const { state, desired, err, removed } = now;
    // In which state the managers have forgotten a task is a matter of a batch.
    return [`${task.image} ${removed ? '(removed)' : `${state} (${desired})`}${err === '' ? '' : ` ${err}`}`];
  });
  return lines.join('\n');
}

function storiesWithin(slot: readonly TaskLife[], fromMs: number, untilMs: number): Set<SlotStory> {
  const instants = slot.flatMap(({ changes }) => changes.map(({ atMs }) => atMs));
  const within = instants.filter((atMs) => atMs > fromMs && atMs <= untilMs);
  return new Set([fromMs, ...within].map((atMs) => storyAt(slot, atMs)));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
