import type { Traffic } from '../traffic.ts';
import { checkConservation } from './conservation.ts';
import { checkCpuSharing } from './cpu-sharing.ts';
import { checkLittlesLaw } from './littles-law.ts';
import { checkMemory } from './memory-adds-up.ts';
import { checkPoolCounts } from './pool-counts.ts';
import { checkStationCounts } from './station-counts.ts';

/** What must hold after every event. Throws an Error that says what does not. Linear in tasks and requests. */
export function checkTraffic(traffic: Traffic, nowMs: number): void {
  checkConservation(traffic);
  checkStationCounts(traffic);
  checkPoolCounts(traffic);
  checkCpuSharing(traffic);
  checkMemory(traffic);
  checkLittlesLaw(traffic, nowMs);
}
