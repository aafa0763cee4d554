/** One line of the study's table: how often something happened over many comparisons. */
export interface StudyRow {
  readonly what: string;
  /** Of each comparison; `null` = it stops by itself. */
  readonly replications: number | null;
  readonly comparisons: number;
  readonly hits: number;
  readonly claim: Claim;
  /** Whether it must be so; else it is only told how it is. */
  readonly binding: boolean;
}

/** What is said of a share. */
export interface Claim {
  readonly expected: number;
  /** Shares between which it must lie over 1,000 comparisons. */
  readonly allowed: readonly [low: number, high: number];
}

/** Of intervals of 95 %. */
export const coverage: Claim = { expected: 0.95, allowed: [0.93, 0.97] };

/** Called different though they are equal: 5 %, and two standard deviations of 1,000 comparisons. */
export const falseAlarms: Claim = { expected: 0.05, allowed: [0, 0.064] };

/** All intervals of the study. */
export const confidence = 0.95;

/** Counts hits of one row. */
export class Tally {
  readonly #what: string;
  readonly #replications: number | null;
  readonly #claim: Claim;
  readonly #binding: boolean;
  #comparisons = 0;
  #hits = 0;

  constructor(what: string, replications: number | null, claim: Claim, binding: boolean) {
    this.#what = what;
    this.#replications = replications;
    this.#claim = claim;
    this.#binding = binding;
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
      claim: this.#claim,
      binding: this.#binding,
    };
  }
}

export function covers({ low, high }: { readonly low: number; readonly high: number }, truth: number): boolean {
  return low <= truth && truth <= high;
}
