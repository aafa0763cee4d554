import type { Json } from '../engine-json/compact.ts';
import { goTimeOf } from '../text/timestamp.ts';
import { formatGoDuration } from '../units/go-duration.ts';

/** What the client's Go types know of an object beyond its JSON. */
export interface GoTypes {
  /** The type of a table's rows, as messages name it; none for an object of the API. */
  readonly rowType?: string;
  /** Fields that JSON leaves out when they are empty, by their path, and what they are then. */
  readonly absent?: Readonly<Record<string, Json>>;
  /** Names of fields that are times: printed as Go does, not as JSON does. */
  readonly times?: readonly string[];
  /** Names of fields that are durations, in ns. */
  readonly durations?: readonly string[];
}

/** Why a field cannot be read. Source: Go `text/template` evalField. */
export function missingField(value: Json, name: string, { rowType }: GoTypes): string {
  if (rowType !== undefined) return `can't evaluate field ${name} in type ${rowType}`;
  if (value === null) return `nil pointer evaluating interface {}.${name}`;
  if (typeof value !== 'object' || Array.isArray(value)) return `can't evaluate field ${name} in type interface {}`;
  return `map has no entry for key "${name}"`;
}

/** As Go prints it; `name`: of the field that it is. */
export function printed(value: Json, types: GoTypes = {}, name = ''): string {
  if (value === null) return '<nil>';
  if (typeof value === 'number' && types.durations?.includes(name) === true) return formatGoDuration(value / 1e6);
  if (typeof value === 'string' && types.times?.includes(name) === true) return goTimeOf(value);
  if (Array.isArray(value)) return `[${value.map((each) => printed(each, types)).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([key, each]) => `${key}:${printed(each as Json, types)}`).join(' ')}]`;
}
