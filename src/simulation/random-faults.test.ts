import { describe, expect, it } from 'vitest';
import { simulate } from './simulation.ts';
import { scenario } from './testing/scenario.ts';

const law = (value: number) => ({ kind: 'uniform', min: value / 2, max: value * 1.5 }) as const;

/** Instants of the crashes of each machine, in s. */
function crashes(together: boolean): readonly (readonly number[])[] {
  const fault = { machines: ['node1', 'node2'], together, upMs: law(5_000), downMs: law(1_000) };
  const { events } = simulate(scenario({ faults: [fault] }));
  const of = (machine: string) =>
    events.filter(({ kind, what }) => kind === 'crash' && what === machine).map(({ time_s }) => time_s);
  return [of('node1'), of('node2')];
}

describe('machines that fail by chance', () => {
  it('fail each by itself', () => {
    const [first = [], second = []] = crashes(false);
    expect(first.length).toBeGreaterThan(2);
    expect(first.some((time) => second.includes(time))).toBe(false);
  });

  it('fail at the same instants if they fail together', () => {
    const [first = [], second] = crashes(true);
    expect(first.length).toBeGreaterThan(2);
    expect(first).toEqual(second);
  });
});
