import { InputError } from '../../scenario/input-error.ts';
import { isIpv4 } from '../../scenario/ipv4.ts';
import type { JsonValue } from '../json/json-value.ts';
import { readJsonObjects } from '../json/read-json.ts';
import type { Entry, TextFile } from '../text-file.ts';
import { exactSize } from '../write/sizes.ts';

export const nodesCommand = 'docker node inspect $(docker node ls -q)';

/** A machine of the swarm, in the scenario's words. */
export interface ImportedNode {
  readonly id: string;
  readonly name: string;
  readonly isManager: boolean;
  /** CPUs that tasks may run on; none on a drained node. */
  readonly usableCpus: number;
  readonly platform: { readonly os: string; readonly arch: string };
  /** What is written under `cluster.nodes`. */
  readonly entry: Entry;
}

export interface ImportedNodes {
  readonly nodes: readonly ImportedNode[];
  readonly notes: readonly string[];
}

/**
 * The machines of a swarm. Those that are not ready are left out: a scenario begins with machines that are up.
 *
 * @throws {InputError}
 */
export function readNodes(files: readonly TextFile[]): ImportedNodes {
  const notes: string[] = [];
  const seen = new Set<string>();
  const nodes: ImportedNode[] = [];
  const names = new Set<string>();
  const addresses = new Set<string>();
  for (const source of files) {
    for (const json of readJsonObjects(source, nodesCommand)) {
      const id = idOf(json);
      if (seen.has(id)) continue;
      seen.add(id);
      const node = nodeOf(json, id, { names, addresses, notes });
      if (node !== null) nodes.push(node);
    }
  }
  const [first] = files;
  if (first !== undefined && !nodes.some(({ isManager }) => isManager)) {
    const message = `no manager among the ${nodes.length} nodes that are ready: expected the output of ${nodesCommand}`;
    throw new InputError([{ file: first.file, line: 0, column: 0, message }]);
  }
  return { nodes, notes };
}

function idOf(json: JsonValue): string {
  const isNode = json.has('ID') && json.get('Spec').has('Role');
  if (!isNode) throw json.error(`this is no node: expected the output of ${nodesCommand}`);
  return json.get('ID').text('');
}

interface Around {
  readonly names: Set<string>;
  readonly addresses: Set<string>;
  readonly notes: string[];
}

function nodeOf(json: JsonValue, id: string, { names, addresses, notes }: Around): ImportedNode | null {
  const spec = json.get('Spec');
  const description = json.get('Description');
  const resources = description.get('Resources');
  const name = freeName(description.get('Hostname').text(id), names);
  const state = json.get('Status').get('State').text('unknown');
  const nanoCpus = resources.get('NanoCPUs').number(0);
  const memoryBytes = resources.get('MemoryBytes').number(0);
  if (state !== 'ready' || nanoCpus <= 0 || memoryBytes <= 0) {
    notes.push(
      `node ${name} is ${state === 'ready' ? 'ready but says nothing of its CPUs and memory' : state}: left out`,
    );
    return null;
  }
  names.add(name);
  const isManager = spec.get('Role').text('worker') === 'manager';
  const availability = spec.get('Availability').text('active');
  const platform = {
    os: description.get('Platform').get('OS').text('linux'),
    arch: description.get('Platform').get('Architecture').text('x86_64'),
  };
  const labels = spec.get('Labels').textMap();
  const engineLabels = description.get('Engine').get('Labels').textMap();
  const generic = genericOf(resources.get('GenericResources'));
  const address = addressOf(json);
  const isFree = isIpv4(address) && !addresses.has(address) && !/^(0|127)\./.test(address);
  if (isFree) addresses.add(address);
  return {
    id,
    name,
    isManager,
    usableCpus: availability === 'active' ? nanoCpus / 1e9 : 0,
    platform,
    entry: {
      name,
      ...(isManager ? { role: 'manager' } : {}),
      cpus: nanoCpus / 1e9,
      memory: exactSize(memoryBytes),
      ...(isFree ? { address } : {}),
      ...(availability === 'active' ? {} : { availability }),
      ...(platform.os === 'linux' ? {} : { os: platform.os }),
      ...(platform.arch === 'x86_64' ? {} : { arch: platform.arch }),
      ...ifAny('labels', labels),
      ...ifAny('engine_labels', engineLabels),
      ...ifAny('generic_resources', generic),
    },
  };
}

/** Two machines may have the same host name; `nodes` stands for all of them. */
function freeName(hostname: string, taken: ReadonlySet<string>): string {
  const sound =
    hostname
      .replace(/[^\w.-]/g, '-')
      .replace(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '')
      .slice(0, 50) || 'node';
  const base = sound === 'nodes' ? 'nodes-1' : sound;
  for (let count = 2, name = base; ; count++) {
    if (!taken.has(name)) return name;
    name = `${base}-${count}`;
  }
}

/** A manager's `Status.Addr` may be 0.0.0.0. */
function addressOf(json: JsonValue): string {
  const own = json.get('Status').get('Addr').text('');
  const manager = json.get('ManagerStatus').get('Addr').text('').replace(/:\d+$/, '');
  return own === '' || own === '0.0.0.0' ? manager : own;
}

function genericOf(list: JsonValue): Record<string, number | string[]> {
  const found: Record<string, number | string[]> = {};
  for (const item of list.items()) {
    const discrete = item.get('DiscreteResourceSpec');
    const named = item.get('NamedResourceSpec');
    if (discrete.isThere) found[discrete.get('Kind').text('')] = discrete.get('Value').number(0);
    if (!named.isThere) continue;
    const kind = named.get('Kind').text('');
    const before = found[kind];
    found[kind] = [...(Array.isArray(before) ? before : []), named.get('Value').text('')];
  }
  return found;
}

function ifAny(key: string, map: Entry): Entry {
  return Object.keys(map).length === 0 ? {} : { [key]: map };
}
