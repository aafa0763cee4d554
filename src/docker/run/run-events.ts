import { type EngineEvent, eventJson, eventLine } from '../engine-event.ts';
import type { Events, WrittenTime } from '../syntax/events.ts';
import { formatObject } from '../templates/format-objects.ts';
import { applyFilters, type FilterKind, hasLabel } from './filters.ts';
import type { Session } from './session.ts';

const eventTypes = { rowType: 'events.Message' };

/** Source: moby `daemon/events/filter.go`. */
const kinds: ReadonlyMap<string, FilterKind<EngineEvent>> = new Map<string, FilterKind<EngineEvent>>([
  ['type', (value) => (event) => event.type === value],
  ['event', (value) => (event) => event.action === value || event.action.startsWith(`${value}:`)],
  ['scope', (value) => (event) => event.scope === value],
  ['label', (value) => (event) => hasLabel(event.attributes, value)],
  [
    'image',
    (value) =>
      ({ attributes: { image = '' } }) =>
        image === value || image.split(':')[0] === value,
  ],
  ...(['container', 'service', 'node', 'network'] as const).map((type): [string, FilterKind<EngineEvent>] => [
    type,
    (value) => (event) => event.type === type && (event.attributes.name === value || event.id.startsWith(value)),
  ]),
]);

/** When the command ends: at `--until`, or, without one, at once, as with Ctrl-C. */
export function eventsEndMs({ until }: Events, { host, nowMs }: Pick<Session, 'host' | 'nowMs'>): number {
  return until === null ? nowMs : Math.max(nowMs, timeMs(until, host.startUnixMs, nowMs));
}

/** Those that the engine still knows, of the stretch of time that is asked for. `askedMs`: when the command was typed. */
export function showEvents(form: Events, { host, terminal }: Session, askedMs: number): void {
  const { startUnixMs } = host;
  const fromMs = form.since === null ? askedMs : timeMs(form.since, startUnixMs, askedMs);
  const toMs = form.until === null ? askedMs : timeMs(form.until, startUnixMs, askedMs);
  const known = host.events().filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  for (const event of applyFilters(known, form.filters, kinds)) {
    const instant = { startUnixMs, atMs: event.atMs };
    if (form.format === '') terminal.print(eventLine(event, instant));
    else terminal.write(formatObject(eventJson(event, instant), form.format, eventTypes));
  }
}

/** In ms of the run. */
function timeMs(written: WrittenTime, startUnixMs: number, nowMs: number): number {
  return 'agoMs' in written ? nowMs - written.agoMs : written.unixMs - startUnixMs;
}
