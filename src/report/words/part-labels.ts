import type { PartName } from '../../metrics/parts.ts';

/** What the parts of a latency are called in charts and tables. */
export const PART_LABELS: Readonly<Record<PartName, string>> = {
  retries: 'retries',
  queue: 'balancer queue',
  connect: 'failed connects',
  network: 'network',
  backlog: 'backlog',
  service: 'service',
  calls: 'calls',
};
