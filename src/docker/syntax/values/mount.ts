import type { Mount } from '../../../swarm/objects/service.ts';
import { parseDockerBytes } from '../../units/docker-bytes.ts';
import { parseBool, parseUint } from '../../units/go-number.ts';
import { cut, splitCsv } from './csv.ts';

/** Switches that may stand without a value. */
const switches: readonly string[] = ['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive'];

/** Keys of a mount, each with what its value says. Those that say nothing of it are only checked. Source: docker/cli `opts/mount.go`. */
const keys: ReadonlyMap<string, (value: string) => Partial<Mount>> = new Map<string, (value: string) => Partial<Mount>>(
  [
    ['type', (value) => ({ type: value.toLowerCase() })],
    ['source', (value) => ({ source: value })],
    ['src', (value) => ({ source: value })],
    ['target', (value) => ({ target: value })],
    ['dst', (value) => ({ target: value })],
    ['destination', (value) => ({ target: value })],
    ['readonly', (value) => ({ readOnly: parseBool(value) })],
    ['ro', (value) => ({ readOnly: parseBool(value) })],
    ['consistency', () => ({})],
    ['bind-propagation', () => ({})],
    ['bind-nonrecursive', (value) => checked(parseBool(value))],
    ['volume-nocopy', (value) => checked(parseBool(value))],
    ['volume-label', () => ({})],
    ['volume-driver', (value) => ({ driver: value })],
    ['volume-opt', () => ({})],
    ['tmpfs-size', (value) => checked(parseDockerBytes(value))],
    ['tmpfs-mode', (value) => checked(parseUint(`0o${value}`))],
  ],
);

function checked(_value: unknown): Partial<Mount> {
  return {};
}

/** Reads the value of `--mount`. @throws {Error} with docker/cli's text */
export function parseMount(text: string): Mount {
  let mount: Mount = { type: 'volume', source: '', target: '', readOnly: false, driver: '' };
  const given = new Set<string>();
  for (const field of splitCsv(text)) {
    const { key, value, hasValue } = cut(field);
    if (!hasValue && !switches.includes(key)) throw new Error(`invalid field '${field}' must be a key=value pair`);
    const read = keys.get(key);
    if (read === undefined) throw new Error(`unexpected key '${key}' in '${field}'`);
    mount = { ...mount, ...readField(() => read(hasValue ? value : 'true'), key, value) };
    given.add(key.slice(0, key.indexOf('-') + 1));
  }
  if (mount.type === '') throw new Error('type is required');
  if (mount.target === '') throw new Error('target is required');
  for (const type of ['volume', 'bind', 'tmpfs']) {
    if (given.has(`${type}-`) && mount.type !== type)
      throw new Error(`cannot mix '${type}-*' options with mount type '${mount.type}'`);
  }
  return mount;
}

function readField(read: () => Partial<Mount>, key: string, value: string): Partial<Mount> {
  try {
    return read();
  } catch {
    throw new Error(`invalid value for ${key}: ${value}`);
  }
}
