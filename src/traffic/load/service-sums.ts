import type { Station } from '../station/station.ts';
import type { Stations } from '../station/stations.ts';

/** What the tasks of a service did in some stretch of time, added up. */
export interface ServiceSums {
  /** Requests that waited in their backlogs, times ms. */
  backlogMs: number;
  /** Slots that served, times ms. */
  servedMs: number;
  /** Slots that there were, times ms; Infinity = without bound. */
  slotMs: number;
}

/** What all tasks that ever were did since the start, by the number of their service. Linear in them. */
export function serviceSums(stations: Stations, nowMs: number): ServiceSums[] {
  const sums = Array.from({ length: stations.services.size }, () => ({ backlogMs: 0, servedMs: 0, slotMs: 0 }));
  stations.all.forEach((station, task) => {
    const sum = sums[station.service]!;
    sum.slotMs += slotMs(station, 0, nowMs);
    if (station.accepted === 0) return;
    sum.backlogMs += stations.backlogs.area(task, nowMs);
    sum.servedMs += stations.servedMs(task, nowMs);
  });
  return sums;
}

/** Slots that a task had, times ms, as long as its container ran between two instants. */
export function slotMs({ slots, startedMs, goneMs }: Station, fromMs: number, toMs: number): number {
  const ranMs = Math.min(goneMs ?? toMs, toMs) - Math.max(startedMs, fromMs);
  return ranMs > 0 ? slots * ranMs : 0;
}

/** Share of the slots that served; `null` = there were none, or without bound. */
export function utilisation(servedMs: number, ofSlotMs: number): number | null {
  return ofSlotMs > 0 && Number.isFinite(ofSlotMs) ? Math.max(0, servedMs / ofSlotMs) : null;
}
