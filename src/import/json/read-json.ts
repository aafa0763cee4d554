import { InputError } from '../../scenario/input-error.ts';
import type { TextFile } from '../text-file.ts';
import { JsonValue } from './json-value.ts';

/**
 * The objects of what a docker command printed: a list (`inspect`), one object (an item of it), or an object a line
 * (`--format json`).
 *
 * @param command that prints such a file, for messages
 * @throws {InputError}
 */
export function readJsonObjects(source: TextFile, command: string): JsonValue[] {
  const { file, text } = source;
  if (text.trim() === '')
    throw new InputError([{ file, line: 1, column: 1, message: `it is empty: expected the output of ${command}` }]);
  const whole = parse(text);
  if (whole.ok) {
    const root = new JsonValue(source, [], whole.data);
    return Array.isArray(whole.data) ? root.items() : [root];
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const each = lines.map(parse);
  if (each.every(({ ok }) => ok)) return each.map(({ data }, index) => new JsonValue(source, [index], data));
  throw new InputError([
    { file, ...placeAt(text, whole.offset), message: `not JSON: expected the output of ${command}` },
  ]);
}

type Parsed =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly data: null; readonly offset: number };

function parse(text: string): Parsed {
  try {
    return { ok: true, data: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, data: null, offset: offsetOf((error as Error).message, text) };
  }
}

/** Where the parser stopped; text that ends too early has no position in the message of some versions of Node. */
function offsetOf(message: string, text: string): number {
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  if (position !== undefined) return Number(position);
  const [, token = ''] = /Unexpected token '?(.)/.exec(message) ?? [];
  return message.includes('end of JSON') ? text.trimEnd().length : Math.max(0, text.indexOf(token));
}

function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
