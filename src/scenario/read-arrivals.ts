import {
  type ArrivalSpec,
  type ArrivalTrace,
  makeSampler,
  type RateProfile,
  type SetRate,
} from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { Path } from './path.ts';
import { readBursts } from './read-bursts.ts';
import type { WrittenArrivals, WrittenRateProfile } from './written/client-schema.ts';

/** Something is wrong with what stands at the path inside `arrivals`. */
type Refuse = (path: Path, message: string) => void;

export interface ArrivalsFrame {
  readonly refuse: Refuse;
  /** The client's begin and end. */
  readonly fromMs: number;
  readonly endMs: number;
  /** The trace in the file of this name; `null` = it is refused. */
  readTrace(name: string): ArrivalTrace | null;
}

/** What stands for arrivals that have been refused. */
const never: ArrivalSpec = { kind: 'poisson', rate: { kind: 'constant', perMs: 0 } };

/** Reads `{ poisson: { rate: 400/s } }` and its like. */
export function readArrivals(written: WrittenArrivals, frame: ArrivalsFrame): ArrivalSpec {
  const { refuse, readTrace } = frame;
  if (countOf(written) !== 1) {
    refuse([], 'name one of poisson, constant, every, at and trace');
    return never;
  }
  const { poisson, constant, every, at, trace } = written;
  if (at !== undefined) return { kind: 'trace', trace: traceOf(at, frame) };
  if (trace !== undefined) {
    const recorded = readTrace(trace);
    return recorded === null ? never : { kind: 'trace', trace: recorded };
  }
  if (poisson !== undefined) return { kind: 'poisson', rate: profileOf(poisson, 'poisson', refuse) };
  if (constant !== undefined) return { kind: 'constant', rate: profileOf(constant, 'constant', refuse) };
  if (every === undefined) return never;
  if (!(makeSampler(every).mean > 0)) refuse(['every'], 'the gaps must be longer than nothing');
  return { kind: 'renewal', gapMs: every };
}

function traceOf(at: readonly number[], { fromMs, endMs, refuse }: ArrivalsFrame): ArrivalTrace {
  for (const [index, timeMs] of at.entries()) {
    if (timeMs < fromMs) refuse(['at', index], 'this is before the client begins (from)');
    else if (timeMs >= endMs) refuse(['at', index], 'this is not before the client ends (until, or the duration)');
  }
  return { timesMs: at.map((timeMs) => timeMs - fromMs).sort((a, b) => a - b), demandsMs: null };
}

function countOf(map: object): number {
  return Object.values(map).filter((value) => value !== undefined).length;
}

function profileOf(written: WrittenRateProfile, key: string, refuse: Refuse): RateProfile {
  const { bursts, ...set } = written;
  if (bursts === undefined || countOf(set) > 1) return setRateOf(set, key, refuse);
  const of = countOf(set) === 0 ? null : setRateOf(set, key, refuse);
  return { kind: 'bursts', of, states: readBursts(bursts, of !== null, [key, 'bursts'], refuse) };
}

function setRateOf(written: Omit<WrittenRateProfile, 'bursts'>, key: string, refuse: Refuse): SetRate {
  const { rate, steps, ramp, daily } = written;
  if (countOf(written) !== 1)
    refuse([key], 'name one of rate, steps, ramp and daily, or bursts, or bursts with one of them');
  else if (daily !== undefined) {
    const { low, high, peak_hour: peakHour = defaults.peakHour } = daily;
    if (low > high) refuse([key, 'daily', 'low'], 'low is higher than high');
    return { kind: 'daily', lowPerMs: low, highPerMs: high, peakHour };
  } else if (steps !== undefined) return { kind: 'steps', steps: pointsOf(steps, [key, 'steps'], refuse) };
  else if (ramp !== undefined) return { kind: 'ramp', points: pointsOf(ramp, [key, 'ramp'], refuse) };
  return { kind: 'constant', perMs: rate ?? 0 };
}

function pointsOf(written: NonNullable<WrittenRateProfile['steps']>, path: Path, refuse: Refuse) {
  const points = written.map(({ at, rate }) => ({ atMs: at, perMs: rate }));
  if (points[0]?.atMs !== 0) refuse([...path, 0, 'at'], 'the first point must be at 0s');
  const early = points.findIndex(({ atMs }, index) => index > 0 && atMs <= (points[index - 1]?.atMs ?? 0));
  if (early > 0) refuse([...path, early, 'at'], 'each point must be later than the one before');
  return points;
}
