import type { Station } from '../station/station.ts';
import type { Traffic } from '../traffic.ts';

/** A task loses no request, keeps its bounds, and lets none wait while it could serve it. */
export function checkStationCounts({ parts: { stations, requests } }: Traffic): void {
  const held = new Float64Array(stations.all.length);
  const waitingAt = new Float64Array(stations.services.size);
  stations.all.forEach(checkStation);
  for (const slot of requests.held()) {
    const task = requests.task[slot]!;
    if (task >= 0) held[task]!++;
  }
  stations.all.forEach(({ description, service, inFlight, waiting, calling, holds }, task) => {
    waitingAt[service]! += waiting;
    if (waiting !== stations.backlogs.value(task))
      throw new Error(`task ${description.id}: the integral is of another number that wait`);
    if ((holds ? 0 : calling) !== stations.calling.value(task))
      throw new Error(`task ${description.id}: the integral is of another number that call`);
    if (inFlight > held[task]!)
      throw new Error(`task ${description.id} holds ${inFlight} requests, of which only ${held[task]} exist`);
    if (inFlight !== stations.inFlight.value(task))
      throw new Error(`task ${description.id}: the integral is of another number in flight`);
  });
  for (const [name, service] of stations.services) {
    const counted = stations.backlogsOfServices.value(service);
    if (counted !== waitingAt[service])
      throw new Error(
        `service ${name} counts ${counted} requests that wait at its tasks, where ${waitingAt[service]} do`,
      );
  }
}

/** Of one task, without a look at its requests. */
export function checkStation(station: Station): void {
  const { id } = station.description;
  const { accepted, answered, failed, serving, waiting, concurrency, backlogLimit, state } = station;
  const fail = (what: string) => {
    throw new Error(`task ${id}: ${what} (${JSON.stringify({ accepted, answered, failed, serving, waiting, state })})`);
  };
  if (accepted !== answered + failed + station.inFlight) fail('a request was lost');
  // Those that come back from their calls go on at once.
  if (serving < 0 || (station.holds && serving > concurrency)) fail(`it serves more than ${concurrency}`);
  if (waiting < 0 || waiting > backlogLimit) fail(`more than ${backlogLimit} wait`);
  if (waiting > 0 && serving < concurrency) fail('requests wait although it could serve them');
  if (state === 'gone' && station.inFlight > 0) fail('it is gone and holds requests');
}
