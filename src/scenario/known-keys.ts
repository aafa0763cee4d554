import { scenarioJsonSchema } from './json-schema.ts';
import type { Path } from './path.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
}

/** The keys that may stand in the map at a path of a scenario. */
export function knownKeys(path: Path): readonly string[] {
  return keysAt(scenarioJsonSchema(), path);
}

/** The keys that may stand in the map at a path, as the JSON Schema has them. */
export function keysAt(jsonSchema: object, path: Path): readonly string[] {
  const root = jsonSchema as Schema & { readonly $defs?: Readonly<Record<string, Schema>> };
  const resolve = (schema: Schema): Schema => {
    const name = schema.$ref?.replace('#/$defs/', '');
    return name === undefined ? schema : (root.$defs?.[name] ?? schema);
  };
  const forms = (schema: Schema): Schema[] => [schema, ...(resolve(schema).anyOf ?? []).flatMap(forms)];
  let places: Schema[] = [root];
  for (const step of path) places = places.flatMap((schema) => stepInto(resolve(schema), step)).flatMap(forms);
  return [...new Set(places.flatMap((schema) => Object.keys(resolve(schema).properties ?? {})))];
}

function stepInto(schema: Schema, step: string | number): Schema[] {
  if (typeof step === 'number') return schema.items === undefined ? [] : [schema.items];
  const { properties = {}, additionalProperties } = schema;
  const own = Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (own !== undefined) return [own];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}
