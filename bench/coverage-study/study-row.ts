/** One line of the study's table: how often something happened over many comparisons. */
export interface StudyRow {
  readonly what: string;
  /** Of each comparison; `null` = it stops by itself. */
  readonly replications: number | null;
  readonly comparisons: number;
  readonly hits: number;
  /** Shares between which it must lie; `null` = only told. */
  readonly allowed: readonly [low: number, high: number] | null;
}

/** What an interval of 95 % must do over 1,000 comparisons. */
export const coverageAllowed = [0.93, 0.97] as const;

/** Called different though they are equal: 5 %, and two standard deviations of 1,000 comparisons. */
export const falseAlarmsAllowed = [0, 0.064] as const;

/** All intervals of the study. */
export const confidence = 0.95;

/** Counts hits of one row. */
export class Tally {
  readonly #what: string;
  readonly #replications: number | null;
  readonly #allowed: StudyRow['allowed'];
  #comparisons = 0;
  #hits = 0;

  constructor(what: string, replications: number | null, allowed: StudyRow['allowed']) {
    this.#what = what;
    this.#replications = replications;
    this.#allowed = allowed;
  }

  add(hit: boolean): void {
    this.#comparisons += 1;
    if (hit) this.#hits += 1;
  }

  get row(): StudyRow {
    return {
      what: this.#what,
      replications: this.#replications,
      comparisons: this.#comparisons,
      hits: this.#hits,
      allowed: this.#allowed,
    };
  }
}

export function covers({ low, high }: { readonly low: number; readonly high: number }, truth: number): boolean {
  return low <= truth && truth <= high;
}
