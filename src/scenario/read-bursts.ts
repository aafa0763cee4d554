import { type BurstState, makeSampler } from '../simulation/vocabulary.ts';
import type { Path } from './path.ts';
import type { WrittenRateProfile } from './written/client-schema.ts';

type Written = NonNullable<WrittenRateProfile['bursts']>;

/** Reads the states of a rate that switches between them, or of what multiplies another rate; `refuse` is told what is wrong with what stands at a path. */
export function readBursts(
  written: Written,
  multiplies: boolean,
  path: Path,
  refuse: (path: Path, message: string) => void,
): readonly BurstState[] {
  const key = multiplies ? 'factor' : 'rate';
  const other = multiplies ? 'rate' : 'factor';
  let isSound = true;
  written.forEach((state, index) => {
    if (state[key] !== undefined && state[other] === undefined) return;
    const why = multiplies
      ? 'beside another rate a state has a factor'
      : 'a state has a rate, or a factor if there is another rate beside bursts';
    refuse([...path, index], why);
    isSound = false;
  });
  const states = written.map((state) => ({ level: state[key] ?? 0, staysMs: state.stays, next: state.next ?? null }));
  states.forEach(({ next }, index) => {
    if (next === null) return;
    if (next.length !== states.length) {
      refuse(
        [...path, index, 'next'],
        `expected a weight for each of the ${states.length} states, found ${next.length}`,
      );
      isSound = false;
    } else if (next.every((weight) => weight === 0)) {
      refuse([...path, index, 'next'], 'no state has a weight: nothing would come next');
      isSound = false;
    }
  });
  // Else the search for the next request would never end.
  if (isSound && [...reachable(states, 0)].some((from) => !sendsSometime(states, from)))
    refuse(path, 'after some states nothing would ever be sent: one must come that has a rate and stays');
  return states;
}

function sendsSometime(states: readonly BurstState[], from: number): boolean {
  return [...reachable(states, from)].some((index) => {
    const { level, staysMs } = states[index]!;
    return level > 0 && makeSampler(staysMs).mean > 0;
  });
}

/** The states that may come, this one among them. */
function reachable(states: readonly BurstState[], from: number): ReadonlySet<number> {
  const found = new Set([from]);
  for (const index of found) {
    const { next } = states[index]!;
    if (next === null) found.add((index + 1) % states.length);
    for (const [state, weight] of next?.entries() ?? []) if (weight > 0) found.add(state);
  }
  return found;
}
