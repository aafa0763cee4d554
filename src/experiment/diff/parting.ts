/** Where two runs part. */
export interface Parting {
  /** The last event up to which their fingerprints are known to be the same; `null` = none. */
  readonly same: PartingMark | null;
  /** The first one at which they are known to differ; `null` = they never do, only words beside the fingerprint. */
  readonly parted: PartingMark | null;
  /** The first things written down that differ, all of one instant; empty = all that was written down is the same. */
  readonly first: readonly PartingStep[];
  /** Whether they lie where the fingerprints part. Else they are only what followed from it: it was a request, or a node. */
  readonly exact: boolean;
}

/** `time_s` is the earlier one of the two runs. */
export interface PartingMark {
  readonly event: number;
  readonly time_s: number;
}

/** What each of the two runs did. */
export interface PartingStep {
  readonly time_s: number;
  readonly what: readonly [PartingSide, PartingSide];
}

/** `null` = the run did nothing of that kind any more. `time_s` later than the step's = it did nothing at that instant. */
export type PartingSide = { readonly time_s: number; readonly what: string } | null;

/** The earlier ones of the steps: those of the first instant. */
export function earliest(steps: readonly PartingStep[]): PartingStep[] {
  const time_s = Math.min(...steps.map((step) => step.time_s));
  return steps.filter((step) => step.time_s === time_s);
}

export function stepOf(first: PartingSide, second: PartingSide): PartingStep {
  const times = [first, second].flatMap((side) => (side === null ? [] : [side.time_s]));
  return { time_s: Math.min(...times), what: [first, second] };
}
