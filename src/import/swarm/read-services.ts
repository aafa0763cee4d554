import { InputError } from '../../scenario/input-error.ts';
import type { JsonValue } from '../json/json-value.ts';
import { readJsonObjects } from '../json/read-json.ts';
import type { Entry, TextFile } from '../text-file.ts';
import type { ImportedNode } from './read-nodes.ts';
import { serviceEntry, unusedParts } from './service-entry.ts';

export const servicesCommand = 'docker service inspect $(docker service ls -q)';

export interface ImportedServices {
  /** Entries of `services:` by name. */
  readonly services: ReadonlyMap<string, Entry>;
  readonly notes: readonly string[];
}

/**
 * The services of a swarm, in compose's words.
 *
 * @throws {InputError}
 */
export function readServices(files: readonly TextFile[], nodes: readonly ImportedNode[]): ImportedServices {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const services = new Map<string, Entry>();
  const notes: string[] = [];
  for (const source of files) {
    const objects = readJsonObjects(source, servicesCommand);
    if (objects.length === 0) {
      const message = `there is no service in it: expected the output of ${servicesCommand}`;
      throw new InputError([{ file: source.file, line: 1, column: 1, message }]);
    }
    for (const json of objects) {
      const name = nameOf(json);
      const reason = reasonToLeaveOut(json);
      if (reason !== null) notes.push(`service ${name} is left out: ${reason}`);
      else if (!services.has(name)) {
        services.set(name, serviceEntry(json, names));
        notes.push(...notesOn(name, json, nodes));
      }
    }
  }
  return { services, notes };
}

function nameOf(json: JsonValue): string {
  const isService = json.has('ID') && json.get('Spec').has('TaskTemplate');
  if (!isService) throw json.error(`this is no service: expected the output of ${servicesCommand}`);
  return json.get('Spec').get('Name').text('');
}

function reasonToLeaveOut(json: JsonValue): string | null {
  const spec = json.get('Spec');
  if (spec.get('Mode').has('ReplicatedJob') || spec.get('Mode').has('GlobalJob')) return 'jobs are not simulated';
  if (!spec.get('TaskTemplate').has('ContainerSpec')) return 'it runs no containers (plugins are not simulated)';
  return null;
}

function notesOn(name: string, json: JsonValue, nodes: readonly ImportedNode[]): string[] {
  const notes: string[] = [];
  const unused = unusedParts(json);
  if (unused.length > 0) notes.push(`service ${name}: left out, for nothing hangs on it here: ${unused.join(', ')}`);
  const update = json.get('UpdateStatus').get('State').text('');
  if (['updating', 'paused', 'rollback_started', 'rollback_paused'].includes(update)) {
    notes.push(`service ${name}: its update is ${update}; the scenario begins as if it were done`);
  }
  const shut = nodes.filter((node) => !runsOn(json, node)).map((node) => node.name);
  if (shut.length > 0 && shut.length < nodes.length) {
    notes.push(
      `service ${name}: its image has no build for the platform of ${shut.join(', ')}; add a constraint, for Seatrial does not know`,
    );
  }
  return notes;
}

/** Docker writes `amd64` for an image and `x86_64` for a node. */
const sameArch: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' };

function runsOn(json: JsonValue, { platform }: ImportedNode): boolean {
  const platforms = json.get('Spec').get('TaskTemplate').get('Placement').get('Platforms').items();
  if (platforms.length === 0) return true;
  return platforms.some((each) => {
    const os = each.get('OS').text('');
    const arch = each.get('Architecture').text('');
    return (os === '' || os === platform.os) && (arch === '' || plain(arch) === plain(platform.arch));
  });
}

function plain(arch: string): string {
  return sameArch[arch] ?? arch;
}
