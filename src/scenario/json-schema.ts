import { z } from 'zod';
import { composeServiceSchema } from '../docker/compose/service-schema.ts';
import { scenarioSchema } from './written/scenario-schema.ts';

/** The JSON Schema of a scenario file, for editors: made from the schema that checks it. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(scenarioSchema, { io: 'input', target: 'draft-2020-12' }) as Record<string, unknown>;
  const properties = schema.properties as Record<string, unknown>;
  properties.services = {
    type: 'object',
    description: 'Services in the words of a compose file',
    additionalProperties: composeServiceSchema,
  };
  return { title: 'Seatrial scenario', ...schema };
}
