import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { filesOf, plus } from '../../scenario/testing/sound-scenario.ts';
import { simulate } from '../../simulation/simulation.ts';
import { happeningsOf } from '../diff/happening.ts';
import { eventsBetween } from './events-between.ts';

const text = plus(`drain: true
traffic:
  - { name: shoppers, to: nodes:8080, from: 10s, arrivals: { poisson: { rate: 5/s } } }
timeline:
  - { at: 1m, run: docker service update --image web:2 web }`);
const { scenario } = loadScenario(filesOf({ 'web.yaml': text }), 'web.yaml', ['duration=90s']);
const traced = { ...scenario, clients: scenario.clients.map((client) => ({ ...client, trace: 1 })) };
const whole = simulate(traced);
const marks = whole.fingerprints;

function between(after: number, until: number) {
  const untilS = marks.find(({ event }) => event === until)!.time_s;
  return eventsBetween(scenario, {}, { after, until, untilS });
}

describe('eventsBetween', () => {
  const all = happeningsOf({ ...whole, events: [] });
  const last = marks.at(-1)!.event;

  it('has all, requests too, from the first event to the last', () => {
    expect(all.length).toBeGreaterThan(350);
    expect(between(0, last)).toEqual(all);
  });

  it('has each in one part of the run only', () => {
    // Requests end one by one: what is committed at one go belongs to both sides of a cut.
    const cuts = marks.map(({ event }) => event).filter((event) => event > 100 && event < last);
    const [a = 0, b = 0] = [cuts[10], cuts.at(-5)];
    const first = between(0, a);
    const middle = between(a, b);
    const rest = between(b, last);
    expect([first.length, middle.length, rest.length].every((length) => length > 0)).toBe(true);
    expect([...first, ...middle, ...rest]).toEqual(all);
  });
});
