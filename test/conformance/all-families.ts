import { constraints } from './families/constraints.ts';
import { haproxyConfigLines } from './families/haproxy-config-lines.ts';
import { haproxyFullConfigs } from './families/haproxy-full-configs.ts';
import { haproxyRoundRobin } from './families/haproxy-round-robin.ts';
import { placement } from './families/placement.ts';
import { scaleDown } from './families/scale-down.ts';
import { scenarios } from './families/scenarios.ts';
import type { Family } from './family.ts';

/** Every family that is run. */
export const allFamilies: readonly Family[] = [
  constraints,
  placement,
  scaleDown,
  ...scenarios,
  haproxyRoundRobin,
  haproxyConfigLines,
  haproxyFullConfigs,
];

/** Families of recordings that are known and that nothing runs yet. */
export const familiesNotRunYet: readonly string[] = [
  'aborts',
  'backup',
  'checks',
  'checks_traffic',
  'concurrent',
  'first',
  'hash',
  'health_forced',
  'leastconn',
  'leastconn_changes',
  'maxconn_queue',
  'nbthread2',
  'partial_refuse',
  'random',
  'slowstart',
  'swarm-recording',
  'tcp_mode',
  'timeouts_retries',
];
