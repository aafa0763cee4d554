/** The part of JSON Schema that the scenario's schema is written in. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly patternProperties?: object;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Words that say nothing about values. */
const annotations = ['$schema', 'title', 'description', 'examples', 'format', '$defs'];
const understood = [
  ...['type', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'anyOf', 'enum', 'const'],
  ...[
    'pattern',
    'minimum',
    'exclusiveMinimum',
    'maximum',
    'minItems',
    'maxItems',
    'maxLength',
    '$ref',
    'patternProperties',
  ],
];

/** Where a value breaks a schema; nothing = it is valid. Throws at a word of JSON Schema that this check does not know. */
export function schemaViolations(root: unknown, value: unknown): string[] {
  const { $defs = {} } = root as Schema;

  function violations(written: Schema, data: unknown, at: string): string[] {
    const schema = resolved(written);
    const strange = Object.keys(schema).find((word) => !annotations.includes(word) && !understood.includes(word));
    if (strange !== undefined) throw new Error(`unknown word of JSON Schema: ${strange}`);
    const forms = schema.anyOf;
    if (forms?.every((form) => violations(form, data, at).length > 0)) return [`${at}: no form fits`];
    return [...ownViolations(schema, data).map((what) => `${at}: ${what}`), ...within(schema, data, at)];
  }

  function resolved(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const target = schema.$ref === '#' ? (root as Schema) : $defs[schema.$ref.replace('#/$defs/', '')];
    if (target === undefined) throw new Error(`${schema.$ref} leads nowhere`);
    return target;
  }

  function within(schema: Schema, data: unknown, at: string): string[] {
    if (Array.isArray(data)) {
      const { items } = schema;
      return items === undefined ? [] : data.flatMap((item, index) => violations(items, item, `${at}/${index}`));
    }
    if (typeof data !== 'object' || data === null) return [];
    const missing = (schema.required ?? []).filter((key) => !(key in data)).map((key) => `${at}: lacks ${key}`);
    const inside = Object.entries(data).flatMap(([key, each]) => {
      const isOwn = Object.keys(schema.patternProperties ?? {}).some((pattern) => new RegExp(pattern).test(key));
      const known = schema.properties?.[key] ?? (isOwn ? true : (schema.additionalProperties ?? true));
      if (known === false) return [`${at}: has ${key}`];
      return known === true ? [] : violations(known, each, `${at}/${key}`);
    });
    return [...missing, ...inside];
  }

  return violations(root as Schema, value, '');
}

function ownViolations(schema: Schema, data: unknown): string[] {
  const types = schema.type === undefined ? null : [schema.type].flat();
  const rules: readonly (readonly [boolean, string])[] = [
    [types === null || types.some((type) => isOfType(data, type)), `is no ${types?.join(' or ')}`],
    [schema.enum === undefined || schema.enum.includes(data), 'is not of the choice'],
    [schema.const === undefined || schema.const === data, `is not ${schema.const}`],
    [typeof data !== 'string' || new RegExp(schema.pattern ?? '').test(data), 'does not match'],
    [typeof data !== 'string' || data.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY), 'is too long'],
    [typeof data !== 'number' || data >= (schema.minimum ?? -Infinity), 'is too small'],
    [typeof data !== 'number' || data > (schema.exclusiveMinimum ?? -Infinity), 'is too small'],
    [typeof data !== 'number' || data <= (schema.maximum ?? Number.POSITIVE_INFINITY), 'is too large'],
    [!Array.isArray(data) || data.length >= (schema.minItems ?? 0), 'has too few items'],
    [!Array.isArray(data) || data.length <= (schema.maxItems ?? Number.POSITIVE_INFINITY), 'has too many items'],
  ];
  return rules.filter(([holds]) => !holds).map(([, what]) => what);
}

function isOfType(data: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(data);
  if (type === 'null') return data === null;
  if (type === 'integer') return Number.isInteger(data);
  if (type === 'object') return typeof data === 'object' && data !== null && !Array.isArray(data);
  return typeof data === type;
}
