import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CalendarList } from '../../src/kernel/calendar-list.ts';
import { FastPriorityQueueList } from '../../src/kernel/future-event-list.ts';
import { diskFiles } from '../../src/scenario/disk-files.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { Simulation, type SimulationOptions } from '../../src/simulation/simulation.ts';
import { watchTraffic } from '../../src/traffic/invariants/watch-traffic.ts';

const folder = new URL('../../scenarios/', import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort();

/** What an event touches is looked at after each; everything once in so many. */
const eventsPerCheck = 997;
/** Longer ones are cut here: in events, about a second with both event lists. */
const mostEvents = 400_000;

/** Plays it to its end, or to the first full minute after so many events. */
function play(scenario: Scenario, options: SimulationOptions, look: (made: Simulation) => () => void): string {
  const simulation = new Simulation(scenario, options);
  const { loop, fingerprint } = simulation.world;
  const checkAll = look(simulation);
  const minuteMs = 60_000;
  for (let atMs = minuteMs; atMs < scenario.durationMs && loop.fired < mostEvents; atMs += minuteMs)
    simulation.advanceTo(atMs);
  if (loop.fired < mostEvents) simulation.finish();
  checkAll();
  return `${fingerprint.events} ${fingerprint.digest()}`;
}

describe.each(files)('%s', (file) => {
  it('keeps the invariants of the traffic, and is the same with either event list', () => {
    const { scenario } = loadScenario(diskFiles, folder + file, []);
    const watched = play(scenario, { events: new CalendarList() }, ({ world: { traffic, loop } }) =>
      watchTraffic(traffic, loop, eventsPerCheck),
    );
    const plain = play(scenario, { events: new FastPriorityQueueList() }, () => () => undefined);
    expect(watched).toBe(plain);
  });
});
