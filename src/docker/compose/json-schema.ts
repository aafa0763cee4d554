/** The part of JSON Schema that is needed to describe compose's words: it is checked here and published with the scenario's. */
export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  /** Keys that begin with `x-` are the user's own. */
  readonly patternProperties?: { readonly '^x-': object };
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  /** `duration`: Go's notation. `ports`: Docker's short notation of a port. */
  readonly format?: 'duration' | 'ports';
  readonly minimum?: number;
  /** At most one of them fits the type of a value. */
  readonly anyOf?: readonly JsonSchema[];
}

export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';
