import type { Scenario } from '../../simulation/scenario.ts';
import { Simulation, type SimulationOptions } from '../../simulation/simulation.ts';
import { type Happening, happeningsOf } from '../diff/happening.ts';

/** Two events of a run: what happened after the one, up to and with the other. */
export interface EventSpan {
  readonly after: number;
  readonly until: number;
  /** When the last one happened. */
  readonly untilS: number;
}

/** What seconds lose of milliseconds. */
const roundingMs = 0.001;

/**
 * All that a run wrote down between two of its events, requests too: it is run again, until there.
 * What happened at one go with one of them is in it.
 */
export function eventsBetween(scenario: Scenario, options: SimulationOptions, span: EventSpan): Happening[] {
  const clients = scenario.clients.map((client) => ({ ...client, trace: 1 }));
  const simulation = new Simulation({ ...scenario, clients }, options);
  const { loop, fingerprint, recording, loads } = simulation.world;
  const counts = () => ({ tasks: recording.tasks.rows.length, updates: recording.updates.rows.length });
  let from = { tasks: 0, updates: 0 };
  let to = counts();
  let requests = 0;
  let seen = fingerprint.events;
  loop.afterEvent = () => {
    if (fingerprint.events <= span.after) {
      from = counts();
      // Those before are many, and not asked for.
      loads.requests.length = 0;
    }
    if (seen < span.until) {
      to = counts();
      requests = loads.requests.length;
    }
    seen = fingerprint.events;
  };
  const untilMs = span.untilS * 1000 + roundingMs;
  if (untilMs < scenario.durationMs) simulation.advanceTo(untilMs);
  else simulation.finish();
  return happeningsOf({
    events: [],
    tasks: recording.tasks.rows.slice(from.tasks, to.tasks),
    updates: recording.updates.rows.slice(from.updates, to.updates),
    requests: loads.requests.slice(0, requests),
  });
}
