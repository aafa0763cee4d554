import type { Question } from '../../report/experiment/plan-report.ts';
import { InputError } from '../../scenario/input-error.ts';
import type { LoadedScenario, MachineGroup } from '../../scenario/load-scenario.ts';
import { suggestion } from '../../scenario/suggest.ts';
import { msPerSecond } from '../../simulation/units.ts';

/** A number of the scenario of which the least, or the greatest, is sought that keeps all promises. */
export interface Sought extends Question {
  /** As `--set` writes it. */
  readonly path: string;
  /** Behind the number: `/s` of a rate. */
  readonly unit: string;
  /** Whose replicas they are; `null` = it is something else. */
  readonly service: string | null;
  /** Where the search begins: where runs are cheap, and have enough requests to tell anything. */
  readonly start: number;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

const defaultRange: Range = { from: 1, to: 100 };
/** So many times below and above the rate that the scenario has. */
const rateReach = { below: 10, above: 100 } as const;

/**
 * Reads `nodes`, `nodes=worker`, `replicas=web`, `rate=shoppers`, or any path whose value is a whole number.
 *
 * @param range `null` = 1..100; of a rate from a tenth of what the scenario has up to a hundred times of it
 * @throws {InputError} if there is no such thing
 */
export function readSought(find: string, range: Range | null, loaded: LoadedScenario): Sought {
  const equals = find.indexOf('=');
  const [kind, name] = equals === -1 ? [find, null] : [find.slice(0, equals), find.slice(equals + 1)];
  const { from, to } = range ?? defaultRange;
  const least = { find, unit: '', isPrice: false, service: null, extreme: 'least', from, to, start: from } as const;
  if (kind === 'nodes') {
    const group = groupOf(find, name, loaded.groups);
    return { ...least, path: `cluster.nodes.${group}.count`, noun: `machines of the group ${group}` };
  }
  if (kind === 'replicas') {
    const service = known(find, 'service', name, loaded.scenario.services);
    return { ...least, service, path: `services.${service}.deploy.replicas`, noun: `replicas of ${service}` };
  }
  if (kind === 'rate') return rateOf(find, name, range, loaded);
  if (name === null && kind.includes('.')) return { ...least, path: find, noun: find };
  throw wrong(
    find,
    'expected nodes, nodes=GROUP, replicas=SERVICE, rate=CLIENT or a path such as images.web:1.concurrency',
  );
}

/** The override that writes a value. */
export function valueOverride({ path, unit }: Sought, value: number): string {
  return `${path}=${value}${unit}`;
}

function rateOf(find: string, name: string | null, range: Range | null, { scenario }: LoadedScenario): Sought {
  const client = known(find, 'client', name, scenario.clients);
  const arrivals = scenario.clients.find((each) => each.name === client)?.arrivals;
  if (arrivals === undefined || !('rate' in arrivals) || arrivals.rate.kind !== 'constant')
    throw wrong(find, `${client} has no single rate: it needs arrivals such as { poisson: { rate: 100/s } }`);
  const now = Math.max(1, Math.ceil(arrivals.rate.perMs * msPerSecond));
  const { from, to } = range ?? { from: Math.ceil(now / rateReach.below), to: rateReach.above * now };
  return {
    find,
    path: `traffic.${client}.arrivals.${arrivals.kind}.rate`,
    unit: '/s',
    noun: `requests/s of ${client}`,
    isPrice: false,
    service: null,
    extreme: 'greatest',
    from,
    to,
    start: Math.min(to, Math.max(from, now)),
  };
}

/** The group to which machines are added: the one that is named, or the only one that can be meant. */
function groupOf(find: string, name: string | null, groups: readonly MachineGroup[]): string {
  if (name !== null) return known(find, 'item of cluster.nodes', name, groups);
  const counted = groups.filter(({ count }) => count !== null);
  const workers = groups.filter(({ role }) => role === 'worker');
  for (const candidates of [counted, counted.filter(({ role }) => role === 'worker'), workers, groups])
    if (candidates.length === 1 && candidates[0] !== undefined) return candidates[0].name;
  throw wrong(
    find,
    `which machines? Name one item of cluster.nodes: ${groups.map((group) => `nodes=${group.name}`).join(', ')}`,
  );
}

function known(find: string, kind: string, name: string | null, things: readonly { readonly name: string }[]): string {
  const names = things.map((thing) => thing.name);
  if (name !== null && names.includes(name)) return name;
  throw wrong(find, `no ${kind} is called "${name ?? ''}"${suggestion(name ?? '', names)}`);
}

function wrong(find: string, message: string): InputError {
  return new InputError([{ file: `--find ${find}`, line: 0, column: 0, message }]);
}
