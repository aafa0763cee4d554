import type { EventRow } from '../../simulation/run-result.ts';

/** Something of the timeline that can change what the charts show; its number stands over them and in the report's table. */
export interface TimelineMark {
  readonly number: number;
  readonly time_s: number;
  readonly what: string;
  readonly event: EventRow;
}

/** Commands that only look. */
const LOOKS =
  /^docker\s+(?:-\S+\s+)*(?:info|version|(?:node|service|stack|swarm|task)\s+(?:ls|ps|inspect|join-token|services|logs)|ps)\b/;

/**
 * The marks of a run, numbered in order of time. What is there from the beginning (at 0) needs no mark; what a balancer finds out by
 * its health checks follows from the rest, and there can be much of it.
 */
export function timelineMarks(events: readonly EventRow[]): TimelineMark[] {
  return events
    .filter(({ time_s, kind, what }) => time_s > 0 && kind !== 'balancer' && !(kind === 'command' && LOOKS.test(what)))
    .map((event, index) => ({ number: index + 1, time_s: event.time_s, what: wordsOf(event), event }));
}

/** What the event was, in a few words. */
export function wordsOf(event: Pick<EventRow, 'kind' | 'what'>): string {
  const { kind, what } = event;
  return kind === 'command' || what.startsWith(kind) ? what : `${kind} ${what}`;
}

export interface MarkLabel {
  readonly time_s: number;
  /** `3`, or `3–5` for marks too near each other to be told apart. */
  readonly label: string;
}

/** One label for each mark, or for several whose labels would stand in each other's way. `widthS` is a label's width, in time. */
export function markLabels(marks: readonly TimelineMark[], widthS: (label: string) => number): MarkLabel[] {
  const groups: MarkGroup[] = [];
  for (const mark of marks) {
    let group: MarkGroup = { first: mark, last: mark };
    for (let before = groups.at(-1); before !== undefined && collide(before, group, widthS); before = groups.at(-1)) {
      groups.pop();
      group = { first: before.first, last: mark };
    }
    groups.push(group);
  }
  return groups.map((group) => ({ time_s: middleOf(group), label: labelOf(group) }));
}

interface MarkGroup {
  readonly first: TimelineMark;
  readonly last: TimelineMark;
}

function collide(before: MarkGroup, after: MarkGroup, widthS: (label: string) => number): boolean {
  return middleOf(after) - middleOf(before) < (widthS(labelOf(before)) + widthS(labelOf(after))) / 2;
}

function middleOf({ first, last }: MarkGroup): number {
  return (first.time_s + last.time_s) / 2;
}

function labelOf({ first, last }: MarkGroup): string {
  return first === last ? String(first.number) : `${first.number}–${last.number}`;
}

/** Leaves out the marks that come less than `nearS` after the last one that was kept. */
export function thinOut(marks: readonly TimelineMark[], nearS: number): TimelineMark[] {
  const kept: TimelineMark[] = [];
  for (const mark of marks) {
    const last = kept.at(-1);
    if (last === undefined || mark.time_s - last.time_s >= nearS) kept.push(mark);
  }
  return kept;
}
