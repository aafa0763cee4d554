import { z } from 'zod';
import { count, cpus, duration, expected, positiveDuration, words } from './scalars.ts';
import { choice, map } from './shapes.ts';

/** An entry of the timeline: one command or fault. */
export const entry = map(
  {
    at: duration,
    run: words.optional().meta({ description: "A docker command, or one of HAProxy's runtime API" }),
    on: words.optional().meta({
      description:
        'Where it is typed: a machine (default: the first manager that is up), or a balancer (default: the only one)',
    }),
    expect_exit: count(0, 'an exit code', 255).optional(),
    crash: words.optional().meta({ description: 'A machine that dies at once' }),
    restore: words.optional().meta({ description: 'A machine that boots again' }),
    slow: words.optional().meta({ description: 'A machine whose CPUs do only a part of their work' }),
    factor: z
      .number({ error: expected('a part of the speed, such as 0.3') })
      .positive('a factor is above 0; to stop all work, write pause')
      .optional()
      .meta({ description: 'That part' }),
    noise: words.optional().meta({ description: 'A machine some of whose CPUs work for others' }),
    cpus: cpus.optional().meta({ description: 'So many of them' }),
    pause: words
      .optional()
      .meta({ description: 'A machine or a slot of a service (web.2) whose containers stand still' }),
    partition: z
      .union([words, z.array(words).min(1, 'needs at least one machine')], {
        error: expected('a machine, a list of machines, or node.labels.zone==a'),
      })
      .optional()
      .meta({ description: 'Machines that are cut off from all others, together' }),
    kill_dockerd: words.optional().meta({
      description: 'A machine whose engine is killed while its containers go on; it starts again after `for`',
    }),
    stop_dockerd: words.optional().meta({
      description: 'A machine whose engine is told to stop, and ends its containers; it starts again after `for`',
    }),
    registry: choice('down').optional().meta({ description: 'No image can be pulled' }),
    for: positiveDuration.optional().meta({ description: 'How long; default: until the run ends' }),
  },
  '{ at: 2m, run: docker service scale web=8 }',
);

export type WrittenEntry = z.output<typeof entry>;
