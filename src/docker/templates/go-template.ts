import { DockerUsageError } from '../command-line/usage-error.ts';
import type { Json } from '../engine-json/compact.ts';

/** A template of `--format`, read. */
export type Template = readonly Part[];

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly pipe: Pipe }
  | { readonly kind: 'if'; readonly pipe: Pipe; readonly then: Template; readonly otherwise: Template }
  | { readonly kind: 'range'; readonly pipe: Pipe; readonly body: Template };

/** A field of the object, `.Spec.Name`, with what is done to it, the innermost first. */
interface Pipe {
  readonly path: readonly string[];
  readonly functions: readonly string[];
}

const functions: Readonly<Record<string, (value: Json) => Json>> = {
  json: (value) => JSON.stringify(value),
  len: (value) => (typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value ?? {}).length),
  lower: (value) => shown(value).toLowerCase(),
  upper: (value) => shown(value).toUpperCase(),
  title: (value) => shown(value).replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  println: (value) => `${shown(value)}\n`,
};

/**
 * Reads a template in the part of Go's language that templates of docker commands are made of: fields, `json`, `len`,
 * `lower`, `upper`, `title`, `println`, `if`, `else`, `range`, `end`.
 *
 * @throws {DockerUsageError} for anything else
 */
export function parseTemplate(text: string): Template {
  const pieces = text.split(/(\{\{-?.*?-?\}\})/s);
  const trimmed = pieces.map((piece, at) => {
    if (piece.startsWith('{{')) return piece;
    const left = pieces[at - 1]?.endsWith('-}}') === true ? piece.trimStart() : piece;
    return pieces[at + 1]?.startsWith('{{-') === true ? left.trimEnd() : left;
  });
  const reader = { pieces: trimmed.filter((piece) => piece !== ''), at: 0, text };
  const parts = readParts(reader);
  if (reader.at < reader.pieces.length) throw notUnderstood(text, reader.pieces[reader.at]!);
  return parts;
}

interface Reader {
  readonly pieces: readonly string[];
  at: number;
  readonly text: string;
}

function readParts(reader: Reader): Part[] {
  const parts: Part[] = [];
  while (reader.at < reader.pieces.length) {
    const piece = reader.pieces[reader.at]!;
    const action = /^\{\{-?\s*(.*?)\s*-?\}\}$/s.exec(piece)?.[1];
    if (action === 'end' || action === 'else') return parts;
    reader.at++;
    if (action === undefined) parts.push({ kind: 'text', text: piece });
    else parts.push(readAction(action, reader));
  }
  return parts;
}

function readAction(action: string, reader: Reader): Part {
  const [word = '', ...rest] = action.split(/\s+/);
  if (word === 'range') {
    const body = readParts(reader);
    expectEnd(reader);
    return { kind: 'range', pipe: readPipe(rest.join(' '), reader), body };
  }
  if (word !== 'if') return { kind: 'value', pipe: readPipe(action, reader) };
  const pipe = readPipe(rest.join(' '), reader);
  const then = readParts(reader);
  let otherwise: Template = [];
  if (/else/.test(reader.pieces[reader.at] ?? '')) {
    reader.at++;
    otherwise = readParts(reader);
  }
  expectEnd(reader);
  return { kind: 'if', pipe, then, otherwise };
}

function expectEnd(reader: Reader): void {
  if (reader.at === reader.pieces.length) throw notUnderstood(reader.text, 'unexpected EOF');
  reader.at++;
}

function readPipe(expression: string, reader: Reader): Pipe {
  const [first = '', ...others] = expression.split('|').map((part) => part.trim());
  const words = first.split(/\s+/);
  const field = words.pop() ?? '';
  const names = [...words.reverse(), ...others];
  const isField = /^\.(?:\w+(?:\.\w+)*)?$/.test(field);
  if (!isField || names.some((name) => !Object.hasOwn(functions, name))) throw notUnderstood(reader.text, expression);
  return { path: field.split('.').filter((name) => name !== ''), functions: names };
}

function notUnderstood(template: string, where: string): DockerUsageError {
  return new DockerUsageError(`template parsing error: template: ${template}: not understood here: ${where}`);
}

/**
 * What the template makes of an object.
 *
 * @throws {DockerUsageError} for a field that the object does not have
 */
export function renderTemplate(template: Template, object: Json): string {
  return template.map((part) => renderPart(part, object)).join('');
}

function renderPart(part: Part, object: Json): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'value':
      return shown(valueAt(part.pipe, object));
    case 'if':
      return renderTemplate(isEmpty(valueAt(part.pipe, object)) ? part.otherwise : part.then, object);
    case 'range': {
      const list = valueAt(part.pipe, object);
      const items = Array.isArray(list) ? list : Object.values(list ?? {});
      return items.map((item) => renderTemplate(part.body, item)).join('');
    }
  }
}

function valueAt({ path, functions: names }: Pipe, object: Json): Json {
  let value: Json = object;
  for (const name of path) value = fieldOf(value, name, path);
  return names.reduce((result, name) => functions[name]!(result), value);
}

function fieldOf(value: Json, name: string, path: readonly string[]): Json {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const fields = isObject ? (value as { readonly [key: string]: Json }) : {};
  if (Object.hasOwn(fields, name)) return fields[name]!;
  throw new DockerUsageError(
    `template parsing error: template: :1:${2}: executing "" at <.${path.join('.')}>: map has no entry for key "${name}"`,
  );
}

/** As Go prints it. */
function shown(value: Json): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(shown).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([key, each]) => `${key}:${shown(each as Json)}`).join(' ')}]`;
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === null || value === '' || value === 0 || value === false;
}
