import { constraints } from './families/constraints.ts';
import { haproxyChecks } from './families/haproxy-checks.ts';
import { haproxyChecksTraffic } from './families/haproxy-checks-traffic.ts';
import { haproxyConfigLines } from './families/haproxy-config-lines.ts';
import { haproxyDecisions } from './families/haproxy-decisions.ts';
import { haproxyFullConfigs } from './families/haproxy-full-configs.ts';
import { haproxyPartialRefuse } from './families/haproxy-partial-refuse.ts';
import { haproxySlowStart } from './families/haproxy-slow-start.ts';
import { haproxyConcurrent, haproxyRandom } from './families/haproxy-statistics.ts';
import { haproxyTimeouts } from './families/haproxy-timeouts.ts';
import { placement } from './families/placement.ts';
import { scaleDown } from './families/scale-down.ts';
import { scenarios } from './families/scenarios.ts';
import { swarmFamilies } from './families/swarm.ts';
import type { Family } from './family.ts';

/** Every family that is run. */
export const allFamilies: readonly Family[] = [
  constraints,
  placement,
  scaleDown,
  ...scenarios,
  ...haproxyDecisions,
  haproxyRandom,
  haproxyConcurrent,
  haproxyConfigLines,
  haproxyChecks,
  haproxyChecksTraffic,
  haproxySlowStart,
  haproxyTimeouts,
  haproxyPartialRefuse,
  haproxyFullConfigs,
  ...swarmFamilies,
];

/** Families of recordings that are known and that nothing runs yet. */
export const familiesNotRunYet: readonly string[] = [];
