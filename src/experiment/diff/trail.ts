/** The fingerprint at one of a run's events. */
export interface TrailMark {
  /** From 1. */
  readonly event: number;
  readonly fingerprint: string;
}

/** Two runs part behind the one mark and at the latest at the other. */
export interface Bracket<Mark extends TrailMark> {
  /** The last mark at which they are the same; `null` = there is none. */
  readonly same: Mark | null;
  /** The first one at which they are not, in each run; `null` = the run ends before. */
  readonly parted: readonly [Mark | null, Mark | null];
}

/** Between which marks two runs part; `null` if nowhere. */
export function bracketOf<Mark extends TrailMark>(
  first: readonly Mark[],
  second: readonly Mark[],
  isSame: (a: Mark, b: Mark) => boolean,
): Bracket<Mark> | null {
  for (let index = 0; index < Math.max(first.length, second.length); index++) {
    const [a = null, b = null] = [first[index], second[index]];
    if (a !== null && b !== null && isSame(a, b)) continue;
    return { same: first[index - 1] ?? null, parted: [a, b] };
  }
  return null;
}
