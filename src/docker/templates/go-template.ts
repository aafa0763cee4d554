import { DockerUsageError } from '../command-line/usage-error.ts';
import type { Json } from '../engine-json/compact.ts';
import { type GoTypes, missingField, printed } from './go-values.ts';

/** A template of `--format`, read. */
export type Template = readonly Part[];

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly pipe: Pipe }
  | { readonly kind: 'if'; readonly pipe: Pipe; readonly body: Template; readonly otherwise: Template }
  | { readonly kind: 'range'; readonly pipe: Pipe; readonly body: Template };

/** A field of the object, `.Spec.Name`, with what is done to it, the innermost first. */
interface Pipe {
  readonly path: readonly string[];
  readonly functions: readonly string[];
  /** Where messages say that it stands: `1:7`. */
  readonly place: string;
}

const functions: Readonly<Record<string, (value: Json) => Json>> = {
  json: (value) => JSON.stringify(value),
  len: (value) => (typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value ?? {}).length),
  lower: (value) => printed(value).toLowerCase(),
  upper: (value) => printed(value).toUpperCase(),
  title: (value) => printed(value).replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  println: (value) => `${printed(value)}\n`,
};

/** What Docker's templates know, and these do not. */
const functionsNotSimulated: readonly string[] = [
  ...['and', 'call', 'eq', 'ge', 'gt', 'html', 'index', 'join', 'js', 'le', 'lt', 'ne', 'not', 'or', 'pad', 'print'],
  ...['printf', 'slice', 'split', 'truncate', 'urlquery', 'with', 'block', 'define', 'template', 'break', 'continue'],
];

/**
 * Reads a template in the part of Go's language that templates of docker commands are made of: fields, `json`, `len`,
 * `lower`, `upper`, `title`, `println`, `if`, `else`, `range`, `end`.
 *
 * @throws {DockerUsageError} for anything else, with Go's text where Go would refuse it too
 */
export function parseTemplate(text: string): Template {
  const reader: Reader = { pieces: piecesOf(text), at: 0, text };
  const parts = readParts(reader);
  const left = reader.pieces[reader.at];
  if (left !== undefined) throw refused(`unexpected {{${actionOf(left.text)}}}`);
  return parts;
}

interface Piece {
  readonly text: string;
  readonly offset: number;
}

interface Reader {
  readonly pieces: readonly Piece[];
  at: number;
  readonly text: string;
}

function piecesOf(text: string): Piece[] {
  const pieces = text.split(/(\{\{-?.*?-?\}\})/s);
  let offset = 0;
  return pieces
    .map((piece, at): Piece => {
      const here = { text: piece, offset };
      offset += piece.length;
      if (piece.startsWith('{{') && piece.endsWith('}}')) return here;
      const open = piece.indexOf('{{');
      if (open !== -1) throw unclosed(piece.slice(open + 2));
      const left = pieces[at - 1]?.endsWith('-}}') === true ? piece.trimStart() : piece;
      return { ...here, text: pieces[at + 1]?.startsWith('{{-') === true ? left.trimEnd() : left };
    })
    .filter((piece) => piece.text !== '');
}

/** Go reads from the left: a word that is no function is found before the missing end. */
function unclosed(action: string): DockerUsageError {
  const word = /^\s*([a-z]\w*)/.exec(action)?.[1];
  const isUnknown = word !== undefined && !isKnownWord(word);
  return refused(isUnknown ? `function "${word}" not defined` : 'unclosed action');
}

function isKnownWord(word: string): boolean {
  return (
    Object.hasOwn(functions, word) ||
    functionsNotSimulated.includes(word) ||
    ['if', 'else', 'range', 'end', 'nil', 'true', 'false'].includes(word)
  );
}

/** What stands between the braces; `undefined` = it is text. */
function actionOf(piece: string): string | undefined {
  return /^\{\{-?\s*(.*?)\s*-?\}\}$/s.exec(piece)?.[1];
}

function readParts(reader: Reader): Part[] {
  const parts: Part[] = [];
  while (reader.at < reader.pieces.length) {
    const piece = reader.pieces[reader.at]!;
    const action = actionOf(piece.text);
    if (action === 'end' || action === 'else') return parts;
    reader.at++;
    if (action === undefined) parts.push({ kind: 'text', text: piece.text });
    else if (!action.startsWith('/*')) parts.push(readAction(action, piece, reader));
  }
  return parts;
}

function readAction(action: string, piece: Piece, reader: Reader): Part {
  const word = /^(range|if)(?![\w])/.exec(action)?.[1] ?? '';
  const pipe = readPipe(action.slice(word.length).trim(), piece, reader);
  if (word === '') return { kind: 'value', pipe };
  const body = readParts(reader);
  if (word === 'range') {
    expectEnd(reader);
    return { kind: 'range', pipe, body };
  }
  let otherwise: Template = [];
  if (actionOf(reader.pieces[reader.at]?.text ?? '') === 'else') {
    reader.at++;
    otherwise = readParts(reader);
  }
  expectEnd(reader);
  return { kind: 'if', pipe, body, otherwise };
}

function expectEnd(reader: Reader): void {
  if (reader.at === reader.pieces.length) throw refused('unexpected EOF');
  reader.at++;
}

function readPipe(expression: string, piece: Piece, { text }: Reader): Pipe {
  if (expression === '') throw refused('missing value for command');
  const [first = '', ...others] = expression.split('|').map((part) => part.trim());
  const words = first.split(/\s+/);
  const names = [...words.slice(0, -1).reverse(), ...others];
  const field = words.at(-1) ?? '';
  for (const name of [field, ...names]) {
    if (/^[a-z]\w*$/.test(name) && !isKnownWord(name)) throw refused(`function "${name}" not defined`);
  }
  const isField = /^\.(?:\w+(?:\.\w+)*)?$/.test(field);
  if (!isField || names.some((name) => !Object.hasOwn(functions, name))) {
    throw refused(`not simulated: ${expression}`);
  }
  const path = field.split('.').filter((name) => name !== '');
  return { path, functions: names, place: placeOf(text, piece.offset + piece.text.indexOf(field), path) };
}

/** Go tells where a field's second name begins, if it has more than one. */
function placeOf(text: string, fieldAt: number, [first = '', ...more]: readonly string[]): string {
  const offset = fieldAt + (more.length > 0 ? first.length + 1 : 0);
  const before = text.slice(0, offset);
  return `${before.split('\n').length}:${offset - before.lastIndexOf('\n') - 1}`;
}

function refused(why: string): DockerUsageError {
  return new DockerUsageError(`template parsing error: template: :1: ${why}`);
}

/**
 * What the template makes of an object.
 *
 * @param types - how Go sees its fields
 * @throws {DockerUsageError} for a field that the object does not have
 */
export function renderTemplate(template: Template, object: Json, types: GoTypes = {}): string {
  return template.map((part) => renderPart(part, object, types)).join('');
}

function renderPart(part: Part, object: Json, types: GoTypes): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'value':
      return printed(valueAt(part.pipe, object, types), types, part.pipe.path.at(-1));
    case 'if':
      return renderTemplate(isEmpty(valueAt(part.pipe, object, types)) ? part.otherwise : part.body, object, types);
    case 'range': {
      const list = valueAt(part.pipe, object, types);
      const items = Array.isArray(list) ? list : Object.values(list ?? {});
      return items.map((item) => renderTemplate(part.body, item, types)).join('');
    }
  }
}

function valueAt({ path, functions: names, place }: Pipe, object: Json, types: GoTypes): Json {
  let value: Json = object;
  path.forEach((_, depth) => {
    value = fieldOf(value, path.slice(0, depth + 1), types, (why) => {
      return new DockerUsageError(
        `template parsing error: template: :${place}: executing "" at <.${path.join('.')}>: ${why}`,
      );
    });
  });
  return names.reduce((result, name) => functions[name]!(result), value);
}

function fieldOf(value: Json, path: readonly string[], types: GoTypes, fault: (why: string) => Error): Json {
  const name = path.at(-1)!;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const fields = isObject ? (value as { readonly [key: string]: Json }) : {};
  if (Object.hasOwn(fields, name)) return fields[name]!;
  const absent = types.absent?.[path.join('.')];
  if (absent !== undefined && isObject) return absent;
  throw fault(missingField(value, name, types));
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === null || value === '' || value === 0 || value === false;
}
