import { summaryValues } from '../summary-values.ts';
import { findParting } from './find-parting.ts';
import { type MovedValue, movedValues } from './moved-value.ts';
import type { Parting } from './parting.ts';
import { ReadRun } from './run-folder.ts';

/** What two runs have and have not in common. */
export interface RunDifference {
  readonly runs: readonly [RunIdentity, RunIdentity];
  /** Neither numbers nor events differ. */
  readonly same: boolean;
  readonly moved: readonly MovedValue[];
  readonly parting: Parting | null;
  /** Whether both wrote down requests. */
  readonly traced: boolean;
}

export interface RunIdentity {
  /** The folder, as it was given. */
  readonly path: string;
  readonly scenario: string;
  readonly seed: number | string;
  readonly version: string;
  readonly duration_s: number;
  readonly fingerprint: string;
}

/**
 * Compares the folders that two runs left.
 *
 * @throws {InputError} if one of them is not such a folder
 */
export async function diffRuns(first: string, second: string): Promise<RunDifference> {
  const runs = [await ReadRun.open(first), await ReadRun.open(second)] as const;
  const moved = movedValues(summaryValues(runs[0].summary), summaryValues(runs[1].summary));
  const parting = await findParting(runs);
  return {
    runs: [identityOf(runs[0]), identityOf(runs[1])],
    same: moved.length === 0 && parting === null,
    moved,
    parting,
    traced: runs.every((run) => run.traced),
  };
}

function identityOf({ path, summary }: ReadRun): RunIdentity {
  const { scenario, seed, version, duration_s, fingerprint } = summary;
  return { path, scenario, seed, version, duration_s, fingerprint };
}
