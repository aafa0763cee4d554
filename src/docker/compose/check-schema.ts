import { closestName } from '../../kernel/closest-name.ts';
import { parsePublish } from '../syntax/values/ports.ts';
import { parseGoDuration } from '../units/go-duration.ts';
import { ComposeError } from './compose-error.ts';
import type { JsonSchema, JsonType } from './json-schema.ts';

type Path = readonly (string | number)[];

const atSchema = { step: 'schema' } as const;
/** Keys of the user's own, allowed where the schema says so. */
const extension = /^x-/;

/**
 * Checks a value against a schema and tells the first thing that is wrong in the words of `docker stack deploy`.
 *
 * @throws {ComposeError}
 */
export function checkSchema(value: unknown, schema: JsonSchema, path: Path = []): void {
  if (schema.anyOf !== undefined) {
    checkAnyOf(value, schema.anyOf, path);
    return;
  }
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    throw new ComposeError(
      path,
      `must be a ${types
        .map((type) => typeNames[type])
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')}`,
      atSchema,
    );
  }
  checkScalar(value, schema, path);
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return;
    for (const [index, item] of value.entries()) checkSchema(item, items, [...path, index]);
  } else if (isMapping(value)) checkMapping(value, schema, path);
}

function checkAnyOf(value: unknown, alternatives: readonly JsonSchema[], path: Path): void {
  const fitting = alternatives.find((each) => typesOf(each).some((type) => isOfType(value, type)));
  if (fitting !== undefined) checkSchema(value, fitting, path);
  else {
    const names = alternatives.flatMap(typesOf).map((type) => typeNames[type]);
    throw new ComposeError(path, `must be a ${names.join(' or a ')}`, atSchema);
  }
}

function checkScalar(value: unknown, schema: JsonSchema, path: Path): void {
  if (typeof value === 'string' && schema.enum !== undefined && !schema.enum.includes(value)) {
    const words = schema.enum.map((word) => `"${word}"`).join(', ');
    throw new ComposeError(path, `must be one of the following: ${words}`, atSchema);
  }
  if (typeof value === 'string' && schema.format !== undefined) checkFormat(value, schema.format, path);
  if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum) {
    throw new ComposeError(path, `cannot parse '${path.at(-1) ?? ''}', ${value} overflows uint`, { step: 'decoding' });
  }
}

function checkFormat(value: string, format: 'duration' | 'ports', path: Path): void {
  try {
    if (format === 'duration') parseGoDuration(value);
    else parsePublish(value, 'ignore host ip');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ComposeError(path, `Does not match format '${format}'`, { ...atSchema, hint: ` (${reason})` });
  }
}

function checkMapping(value: Readonly<Record<string, unknown>>, schema: JsonSchema, path: Path): void {
  for (const [key, each] of Object.entries(value)) {
    const known = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined;
    if (known !== undefined) checkSchema(each, known, [...path, key]);
    else if (schema.patternProperties !== undefined && extension.test(key)) continue;
    else if (schema.additionalProperties === false) throw unknownKey(key, Object.keys(schema.properties ?? {}), path);
    else if (typeof schema.additionalProperties === 'object') {
      checkSchema(each, schema.additionalProperties, [...path, key]);
    }
  }
}

function unknownKey(key: string, known: readonly string[], path: Path): ComposeError {
  const meant = closestName(key, known);
  const hint = meant === null ? '' : `; did you mean ${meant}?`;
  return new ComposeError([...path, key], `Additional property ${key} is not allowed`, {
    ...atSchema,
    hint,
    isKey: true,
  });
}

/** As `docker stack deploy` names them. */
const typeNames: Readonly<Record<JsonType, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'mapping',
  null: 'null',
};

function typesOf({ type }: JsonSchema): readonly JsonType[] {
  if (type === undefined) return [];
  return typeof type === 'string' ? [type] : type;
}

function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMapping(value);
    case 'null':
      return value === null;
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
