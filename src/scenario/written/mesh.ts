import { z } from 'zod';
import { schedulerNames } from '../../simulation/vocabulary.ts';
import { expected } from './scalars.ts';
import { map, record } from './shapes.ts';

const scheduler = z.enum(schedulerNames, { error: expected(`a scheduler of IPVS: ${schedulerNames.join(', ')}`) });

/** How IPVS balances, as a what-if. */
export const mesh = map(
  {
    scheduler: scheduler.optional().meta({ description: 'Of all services that have none of their own. Docker: rr' }),
    services: record(scheduler, '{ web: wlc }').optional(),
  },
  '{ scheduler: wlc }',
);
