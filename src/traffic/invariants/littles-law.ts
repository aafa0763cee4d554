import type { Traffic } from '../traffic.ts';

const tolerance = 1e-9;

/** L = λW at each task: the integral of the requests in flight is the sum of the times that requests spent there. */
export function checkLittlesLaw({ parts: { stations, requests } }: Traffic, nowMs: number): void {
  const unfinishedMs = new Float64Array(stations.all.length);
  const found = new Float64Array(stations.all.length);
  for (const slot of requests.held()) {
    const task = requests.task[slot]!;
    if (task < 0 || requests.atTask[slot] === 0) continue;
    unfinishedMs[task]! += nowMs - requests.reachedTaskMs[slot]!;
    found[task]!++;
  }
  stations.all.forEach((station, task) => {
    const areaMs = stations.inFlight.area(task, nowMs);
    const stayMs = station.stayMs + unfinishedMs[task]!;
    if (found[task] !== station.inFlight || Math.abs(areaMs - stayMs) > tolerance * Math.max(1, areaMs)) {
      throw new Error(
        `task ${station.description.id}: ${areaMs} requests × ms in flight, but requests spent ${stayMs} ms there`,
      );
    }
  });
}
