import { InputError } from './input-error.ts';
import type { Path } from './path.ts';
import { suggestion } from './suggest.ts';
import { YamlText } from './yaml-text.ts';

type Data = Readonly<Record<string, unknown>>;

/** One `--set path=value`, understood. */
export interface Override {
  readonly path: Path;
  readonly text: YamlText;
  /** What the text says. */
  readonly value: unknown;
}

/** What messages name as the file, where a value comes from the command line. */
export function placeOfOverride(words: string): string {
  return `--set ${words}`;
}

/** In the place of an item's name: one more item at the end of the list, which is made if it is not there. */
const oneMore = '+';

/**
 * Reads `services.web.deploy.replicas=8`: lists are addressed by the `name` of their items, else by place (from 0), or by `+`
 * for one more; the value is YAML.
 *
 * @param data the scenario as it is so far
 * @throws {InputError} if it has no `=`, a list has no such item, or the value is not YAML
 */
export function readOverride(words: string, data: unknown): Override {
  const refuse = (message: string): never => {
    throw new InputError([{ file: placeOfOverride(words), line: 0, column: 0, message }]);
  };
  const equals = words.indexOf('=');
  const segments = words.slice(0, Math.max(0, equals)).split('.');
  if (segments.includes('')) refuse('expected path=value, e.g. services.web.deploy.replicas=8');
  if (segments.includes('__proto__')) refuse('"__proto__" cannot be a name');
  return { path: resolve(segments, data, refuse), ...readValue(words.slice(equals + 1), refuse) };
}

/** The data with the value in its place; what is on the way is made where it is missing. */
export function withValueAt(data: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number' && !isMap(data)) {
    const items: readonly unknown[] = Array.isArray(data) ? data : [];
    return [...items.slice(0, step), withValueAt(items[step], rest, value), ...items.slice(step + 1)];
  }
  const map = isMap(data) ? data : {};
  return { ...map, [step]: withValueAt(ownValue(map, String(step)), rest, value) };
}

type Refuse = (message: string) => never;

function readValue(written: string, refuse: Refuse): Pick<Override, 'text' | 'value'> {
  try {
    const text = new YamlText('', written);
    return { text, value: text.toData() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return refuse(error.problems[0]?.message ?? '');
  }
}

function resolve(segments: readonly string[], data: unknown, refuse: Refuse): Path {
  const path: (string | number)[] = [];
  let value = data;
  let at = 0;
  while (at < segments.length) {
    const taken = isMap(value) ? longestKey(value, segments, at) : 1;
    const key = segments.slice(at, at + taken).join('.');
    const list = listAt(value, key);
    if (list !== null) {
      const index = key === oneMore ? list.length : placeInList(list, key, refuse);
      path.push(index);
      value = list[index];
    } else {
      if (!isMap(value) && value !== undefined && value !== null)
        refuse(`"${segments.slice(0, at).join('.')}" is a single value: it has nothing called "${key}"`);
      path.push(key);
      value = isMap(value) ? ownValue(value, key) : undefined;
    }
    at += taken;
  }
  return path;
}

/** The list that the key is of; `null` = it is a map's. */
function listAt(value: unknown, key: string): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  return key === oneMore && (value === undefined || value === null) ? [] : null;
}

/** How many of the segments make a key that the map has (`redis:3.0.6` has dots); 1 if none is there. */
function longestKey(map: Data, segments: readonly string[], at: number): number {
  for (let end = segments.length; end > at + 1; end -= 1) {
    if (Object.hasOwn(map, segments.slice(at, end).join('.'))) return end - at;
  }
  return 1;
}

function placeInList(list: readonly unknown[], name: string, refuse: Refuse): number {
  const names = list.map((item) => (isMap(item) ? String(item.name ?? '') : ''));
  const index = names.indexOf(name);
  if (index >= 0) return index;
  if (/^\d+$/.test(name) && Number(name) < list.length) return Number(name);
  const known = names.filter((each) => each !== '');
  return refuse(
    known.length === 0
      ? `the list has ${list.length} items: name one of them by its place, from 0`
      : `no item is called "${name}"${suggestion(name, known)}`,
  );
}

function isMap(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownValue(map: Data, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
