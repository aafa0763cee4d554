import type { z } from 'zod';
import { limits } from '../limits.ts';
import { hedge, retries } from './client-schema.ts';
import { count, flag, positiveDuration, share, words } from './scalars.ts';
import { choice, list, map } from './shapes.ts';

const call = map(
  {
    to: words.meta({ description: 'A service and its port inside its network: service:api:80' }),
    count: count(1, 'a number of calls', limits.callsPerRequest).optional(),
    in_turn: flag.optional().meta({ description: 'One after the other; default: all at once' }),
    probability: share.optional().meta({ description: 'With which each is made' }),
    after: share.optional().meta({ description: 'Share of the own work that is done before; default: 100%' }),
    on_error: choice('fail', 'ignore').optional().meta({ description: 'fail (default): so does the request' }),
    timeout: positiveDuration.optional(),
    on_timeout: choice('leave', 'cancel').optional(),
    retries: retries.optional(),
    hedge: hedge.optional(),
  },
  '{ to: service:api:80 }',
);

/** Keys of an image: what its requests ask of other services. */
export const calls = {
  calls: list(call, 'calls').optional().meta({ description: 'Requests to other services that each request makes' }),
  holds: flag.optional().meta({
    description: 'Whether a request that waits for its calls counts as served meanwhile (default: true)',
  }),
};

export type WrittenCall = z.output<typeof call>;
