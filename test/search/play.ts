import { RefusedCommandError } from '../../src/simulation/refused-command-error.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { Simulation, simulate } from '../../src/simulation/simulation.ts';
import { watchInvariants } from '../../src/swarm/invariants/watch-invariants.ts';
import { docker2010, swarmkit } from '../../src/swarm/profile.ts';
import { watchTraffic } from '../../src/traffic/invariants/watch-traffic.ts';
import { checkAtRest } from './at-rest.ts';
import { checkBooks, checkCounts } from './check-books.ts';
import { expectingExits, load, type Written } from './written.ts';

const profiles = { 'docker-20.10': docker2010, swarmkit } as const;
/** Some checks are linear in all requests ever made: once in so many events. */
const eventsPerCheck = 199;

/** A scenario that was played, or of which something did not hold. */
export interface Played {
  /** Commands that were refused are expected to be: a run of it ends well. */
  readonly written: Written;
  /** `null` = it broke off. */
  readonly result: RunResult | null;
  /** What did not hold; `null` = all did. */
  readonly error: Error | null;
}

/** Plays it, held to all invariants after every event, and at its end to what must then have come about. */
export function play(written: Written): Played {
  const exits = new Map<number, number>();
  let result: RunResult | null = null;
  let error: Error | null = null;
  try {
    const simulation = watched(new Simulation(numbered(load(written))));
    advance(simulation, exits);
    checkBooks(simulation);
    checkAtRest(simulation.world);
    result = simulation.finish();
    checkCounts(simulation, result);
  } catch (caught) {
    if (!(caught instanceof Error)) throw caught;
    error = caught;
  }
  return { written: expectingExits(written, exits), result, error };
}

/** Throws an Error if the scenario, read again and played without a stop, runs otherwise than it did. */
export function checkRepeats({ written, result }: Played): void {
  const again = simulate(load(written)).summary.fingerprint;
  const before = result?.summary.fingerprint;
  if (again !== before) throw new Error(`the fingerprint of a second run is ${again}, that of the first ${before}`);
}

/** Entries of the timeline by their places in it, so that one that is refused is known again. */
function numbered(scenario: Scenario): Scenario {
  const timeline = scenario.timeline.map((entry, index) => ({ ...entry, where: `timeline[${index}]` }));
  return { ...scenario, timeline };
}

function watched(simulation: Simulation): Simulation {
  const { loop, traffic, swarms, scenario } = simulation.world;
  for (const { swarm } of swarms) watchInvariants(swarm, loop, profiles[scenario.profile].timings.commitMs);
  watchTraffic(traffic, loop, eventsPerCheck);
  const watch = loop.afterEvent;
  loop.afterEvent = () => {
    watch?.();
    if (loop.fired % eventsPerCheck === 0) checkBooks(simulation);
  };
  return simulation;
}

/** To the end, noting which entries of the timeline are refused: that is thrown behind all that the command does. */
function advance(simulation: Simulation, exits: Map<number, number>): void {
  for (;;) {
    try {
      simulation.advanceTo(Number.POSITIVE_INFINITY);
      return;
    } catch (error) {
      if (!(error instanceof RefusedCommandError)) throw error;
      const index = /^timeline\[(\d+)\]/.exec(error.where)?.[1];
      if (index === undefined) throw error;
      exits.set(Number(index), error.exitCode);
    }
  }
}
