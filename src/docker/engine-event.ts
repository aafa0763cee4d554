import type { Json } from './engine-json/compact.ts';
import { compareText } from './text/natural-order.ts';
import { type Instant, rfc3339Fixed, unixNano } from './text/timestamp.ts';

/** Something that an engine tells of. Source: moby `api/types/events`. */
export interface EngineEvent {
  readonly atMs: number;
  /** `swarm`: of the swarm's objects, and every manager tells it. */
  readonly scope: 'local' | 'swarm';
  readonly type: 'container' | 'service' | 'node' | 'network';
  /** `create`, `die`, `health_status: healthy`… */
  readonly action: string;
  readonly id: string;
  /** `name` among them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A line of `docker events`. Source: docker/cli `cli/command/system/events.go`, prettyPrintEvent. */
export function eventLine({ type, action, id, attributes }: EngineEvent, instant: Instant): string {
  const names = Object.keys(attributes).sort(compareText);
  const written = names.map((name) => `${name}=${attributes[name]}`).join(', ');
  return `${rfc3339Fixed(instant)} ${type} ${action} ${id}${written === '' ? '' : ` (${written})`}`;
}

/** As the Engine API has it. */
export function eventJson({ scope, type, action, id, attributes }: EngineEvent, instant: Instant): Json {
  const time = Math.floor((instant.startUnixMs + instant.atMs) / 1000);
  const ofContainer = type === 'container' ? { status: action, id, from: attributes.image ?? '' } : {};
  return {
    ...ofContainer,
    Type: type,
    Action: action,
    Actor: { ID: id, Attributes: attributes },
    scope,
    time,
    timeNano: unixNano(instant),
  };
}
