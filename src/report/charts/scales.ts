const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The least round number that is not below the value: 137 → 150. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = ROUND.find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(2));
}

/** As many ticks as have room on a linear axis, about. */
export function tickCountFor(heightPx: number): number {
  return Math.min(5, Math.max(2, Math.round(heightPx / 34)));
}

const MOST_LOG_TICKS = 8;

/** Ticks of a logarithmic axis, 1-2-5 or only the powers of ten, from the last not above `least` to the first not below `most`. */
export function logTicks(least: number, most: number): number[] {
  const steps = stepsBetween([1, 2, 5], least, most);
  return steps.length <= MOST_LOG_TICKS ? steps : stepsBetween([1], least, most);
}

/** From the last step (1-2-5) not above `least` to the first not below `most`: a logarithmic axis need not begin and end at a tick. */
export function logDomain(least: number, most: number): [number, number] {
  const steps = stepsBetween([1, 2, 5], least, most);
  return [steps[0] ?? least, steps.at(-1) ?? most];
}

function stepsBetween(factors: readonly number[], least: number, most: number): number[] {
  const first = Math.floor(Math.log10(least)) - 1;
  const last = Math.ceil(Math.log10(most)) + 1;
  const all: number[] = [];
  for (let power = first; power <= last; power++) {
    for (const factor of factors) all.push(Number(`${factor}e${power}`));
  }
  const start = all.findLastIndex((value) => value <= least);
  const end = all.findIndex((value) => value >= most);
  return all.slice(start, end + 1);
}

/** A panel whose greatest value is so much below that of another would show nothing on a common scale. */
const CRUSHED_FROM_RATIO = 12;

/** Whether one scale for all panels would crush one of them; given is the greatest value of each. */
export function crushes(greatest: readonly number[], fromRatio = CRUSHED_FROM_RATIO): boolean {
  const some = greatest.filter((value) => value > 0);
  return Math.max(...some) > fromRatio * Math.min(...some);
}

/** Where the linear axes of a chart's panels end: at one place, so that they can be compared, or each at its own if that would crush one. */
export interface PanelTops {
  readonly tops: readonly number[];
  /** For the chart's description; empty if all share one scale. */
  readonly note: string;
}

/** `greatest`: the greatest value of each panel. */
export function panelTops(greatest: readonly number[]): PanelTops {
  if (crushes(greatest)) return { tops: greatest, note: ' Mind the axes: each panel has a scale of its own.' };
  const top = Math.max(...greatest);
  return { tops: greatest.map(() => top), note: '' };
}
