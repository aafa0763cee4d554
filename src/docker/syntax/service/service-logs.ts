import type { Command } from '../../command-line/command.ts';
import { bool, text } from '../../command-line/flag-types.ts';

export interface ServiceLogs {
  readonly kind: 'service logs';
  /** A service, or a task. */
  readonly of: string;
}

const inert = { withoutEffect: true } as const;

export const serviceLogs: Command<ServiceLogs> = {
  path: 'service logs',
  aliases: [],
  synopsis: '[OPTIONS] SERVICE|TASK',
  short: 'Fetch the logs of a service or task',
  operands: { exactly: 1 },
  interspersed: true,
  flags: [
    bool('details', inert),
    bool('follow', { shorthand: 'f', ...inert }),
    bool('no-resolve', inert),
    bool('no-task-ids', inert),
    bool('no-trunc', inert),
    bool('raw', inert),
    text('since', inert),
    text('tail', { shorthand: 'n', ...inert }),
    bool('timestamps', { shorthand: 't', ...inert }),
  ],
  read: (_, [of = '']) => ({ kind: 'service logs', of }),
};
