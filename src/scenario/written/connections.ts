import type { z } from 'zod';
import { bound, count, flag, positiveDuration } from './scalars.ts';
import { map } from './shapes.ts';

/** The TCP connections that a client keeps. */
export const connections = map(
  {
    keep_alive: flag.optional().meta({ description: 'false: each carries one request. Default: true' }),
    pool: bound(1, 'a number of connections').optional().meta({ description: 'Connections at once' }),
    idle: positiveDuration.optional().meta({ description: 'Closes one that has carried nothing for so long' }),
    requests: bound(1, 'a number of requests').optional().meta({ description: 'That one carries at most' }),
    lifetime: positiveDuration.optional().meta({ description: 'Closes one that is so old' }),
    round_trips: count(0, 'a number of round trips', 10)
      .optional()
      .meta({ description: 'Before its first request: 1 for TCP (default), 2 or 3 with TLS' }),
  },
  '{ pool: 10, idle: 60s }',
);

export type WrittenConnections = z.output<typeof connections>;
