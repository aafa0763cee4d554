import { type Document, isCollection, isMap, isSeq, parseDocument } from 'yaml';
import { formatGoDuration } from '../docker/units/go-duration.ts';

/** Something that was done in a session. */
export type Typed =
  | {
      readonly kind: 'docker';
      readonly atMs: number;
      readonly command: string;
      readonly on: string;
      readonly exitCode: number;
    }
  | { readonly kind: 'crash' | 'restore'; readonly atMs: number; readonly node: string }
  | LastingFault;

/** `forMs: null` = it has not ended yet. */
export interface LastingFault {
  readonly kind: 'partition' | 'kill_dockerd' | 'stop_dockerd';
  readonly atMs: number;
  readonly nodes: readonly string[];
  forMs: number | null;
}

export interface SavedSession {
  /** Text of the scenario in which it took place. */
  readonly source: string;
  /** How long that one lasts. */
  readonly durationMs: number;
  readonly typed: readonly Typed[];
  readonly assumedImages: readonly string[];
  readonly nowMs: number;
  /** When balancers were stopped, by name. */
  readonly stopped: ReadonlyMap<string, number>;
}

/** Keys of a scenario that a session does without. */
const leftOut = ['timeline', 'faults', 'phases', 'expect'];

/** The session as a scenario, whose run is what the session was: the same commands at the same instants. */
export function sessionAsScenario({ source, durationMs, typed, assumedImages, nowMs, stopped }: SavedSession): string {
  const document = parseDocument(source);
  for (const key of leftOut) document.delete(key);
  if (nowMs > durationMs) document.set('duration', `${Math.ceil(nowMs / 1000)}s`);
  for (const image of assumedImages) document.setIn(['images', image], document.createNode({}));
  markStopped(document, stopped);
  if (typed.length > 0) document.set('timeline', document.createNode(typed.map(entryOf)));
  const timeline = document.get('timeline');
  if (isCollection(timeline)) for (const entry of timeline.items) if (isCollection(entry)) entry.flow = true;
  return document.toString({ lineWidth: 0 });
}

function markStopped(document: Document, stopped: ReadonlyMap<string, number>): void {
  const balancers = document.get('balancers');
  for (const balancer of isSeq(balancers) ? balancers.items : []) {
    if (!isMap(balancer)) continue;
    const stopMs = stopped.get(String(balancer.get('name')));
    if (stopMs !== undefined) balancer.set('stop', formatGoDuration(stopMs));
  }
}

function entryOf(done: Typed): Record<string, unknown> {
  const at = formatGoDuration(done.atMs);
  if ('nodes' in done) {
    const what = done.nodes.length === 1 ? done.nodes[0] : done.nodes;
    return { at, [done.kind]: what, ...(done.forMs === null ? {} : { for: formatGoDuration(done.forMs) }) };
  }
  if (done.kind !== 'docker') return { at, [done.kind]: done.node };
  const { command, on, exitCode } = done;
  return { at, run: command, on, ...(exitCode === 0 || exitCode > 125 ? {} : { expect_exit: exitCode }) };
}
