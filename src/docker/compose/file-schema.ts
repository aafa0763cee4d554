import type { JsonSchema } from './json-schema.ts';

/** A compose file around its services. Source: docker/cli `cli/compose/schema/data/config_schema_v3.13.json`. */

const entries: JsonSchema = { type: 'object', additionalProperties: { type: ['object', 'null'] } };

const network: JsonSchema = {
  type: ['object', 'null'],
  properties: {
    name: { type: 'string' },
    driver: { type: 'string' },
    driver_opts: { type: 'object' },
    ipam: { type: 'object' },
    external: { type: ['boolean', 'object'] },
    internal: { type: 'boolean' },
    attachable: { type: 'boolean' },
    labels: { type: ['object', 'array'] },
  },
  patternProperties: { '^x-': {} },
  additionalProperties: false,
};

export const composeFileSchema: JsonSchema = {
  type: 'object',
  properties: {
    version: { type: 'string' },
    services: { type: 'object', additionalProperties: { type: 'object' } },
    networks: { type: 'object', additionalProperties: network },
    volumes: entries,
    secrets: entries,
    configs: entries,
  },
  patternProperties: { '^x-': {} },
  additionalProperties: false,
};

const newestMinor = 13;

/** What a file without a version, or with the bare `3`, is taken for. */
const versions: readonly string[] = ['', '3', ...Array.from({ length: newestMinor + 1 }, (_, minor) => `3.${minor}`)];

export function isKnownVersion(version: string): boolean {
  return versions.includes(version);
}
