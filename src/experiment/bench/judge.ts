import { type MovedValue, movedValues } from '../diff/moved-value.ts';
import { type Band, isWithin } from './band.ts';
import type { BaselineRun } from './baseline.ts';
import type { BenchRun } from './bench-run.ts';
import { fits } from './metric-pattern.ts';
import type { SuiteScenario } from './suite.ts';

/** A metric that is not what it was. */
export interface JudgedValue extends MovedValue {
  /** `null` = it must stay as it is. */
  readonly band: Band | null;
  readonly within: boolean;
}

export interface Judgement {
  /** What left its band first. */
  readonly moved: readonly JudgedValue[];
  readonly sameEvents: boolean;
  /** Whether nothing moved that must not. */
  readonly holds: boolean;
}

/** Compares a run with its baseline, by what the suite says of bands. */
export function judge(suite: SuiteScenario, baseline: BaselineRun, run: BenchRun): Judgement {
  const { metrics, strict } = suite;
  const isJudged = ({ name }: MovedValue) => metrics === null || metrics.some(({ pattern }) => fits(pattern, name));
  const moved = movedValues(baseline.values, run.values)
    .filter(isJudged)
    .map((each): JudgedValue => {
      const band = suite.bands.find(({ pattern }) => fits(pattern, each.name))?.band ?? null;
      return { ...each, band, within: band !== null && isWithin(band, each.before, each.after) };
    });
  const sameEvents = baseline.fingerprint === run.fingerprint && baseline.events === run.events;
  return {
    moved: [...moved.filter(({ within }) => !within), ...moved.filter(({ within }) => within)],
    sameEvents,
    holds: moved.every(({ within }) => within) && (sameEvents || !strict),
  };
}
