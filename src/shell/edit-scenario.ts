import { type Document, isSeq } from 'yaml';
import { formatGoDuration, parseGoDuration } from '../docker/units/go-duration.ts';

/** One more item of a list of the written scenario, on a line of its own. */
export function addItem(document: Document, path: readonly string[], item: Readonly<Record<string, unknown>>): void {
  const node = document.createNode(item);
  node.flow = true;
  const list = document.getIn(path);
  if (isSeq(list)) list.add(node);
  else document.setIn(path, document.createNode([node]));
}

/** The run goes on for so long at least. */
export function lastUntil(document: Document, ms: number): void {
  const written = document.get('duration');
  if (typeof written === 'string' && parseGoDuration(written) > ms) return;
  document.set('duration', `${Math.ceil(ms / 1000) + 1}s`);
}

/** The next whole millisecond, and `afterMs` more, as it is written: what is due then has not happened yet. */
export function soon(nowMs: number, afterMs: number): { readonly ms: number; readonly written: string } {
  const ms = Math.floor(nowMs) + 1 + afterMs;
  return { ms, written: formatGoDuration(ms) };
}
