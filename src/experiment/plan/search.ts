import type { Sought } from './sought.ts';

/**
 * Whether a value keeps all promises. `short`: not, and an easier one may; `over`: not, and no easier one either: there are more
 * replicas than fit already, or too few requests for a promise to have a value.
 */
export type Outcome = 'holds' | 'short' | 'over';

export type Probe = (value: number) => Promise<Outcome>;

export interface SearchResult {
  /** `null` = no value of the range holds. */
  readonly answer: number | null;
  /**
   * The value beside the answer that does not hold; `null` = the answer is the end of the range. Without an answer the value that
   * came nearest: the last one before there is no more room, or the easiest.
   */
  readonly neighbour: number | null;
  /** Values that hold, or not, out of turn: the promises are not monotone. */
  readonly surprises: readonly number[];
}

/** Rates are found to one in a hundred, or to 1. */
const rateShare = 0.01;
/** Values on both sides of the answer that are tried, for the curve and for surprises; and if there are any, how many then. */
const around = 2;
const aroundSurprises = 6;

/**
 * The least (or greatest) value that holds: in growing steps from the start until it turns, then by bisection; the answer's
 * neighbours are tried too. What holds must not cease to hold on the easier side, nor the other way about: values that do are told.
 */
export async function search(sought: Sought, probe: Probe): Promise<SearchResult> {
  const { extreme, from, to, unit } = sought;
  const isLeast = extreme === 'least';
  const hasTurned = async (value: number) => ((await probe(value)) === 'short') !== isLeast;
  const stepAt = (value: number) => (unit === '' ? 1 : Math.max(1, Math.floor(value * rateShare)));
  let { before: low, after: high } = await bracket(sought, hasTurned);
  while (low !== null && high !== null && high - low > stepAt(low)) {
    const middle = Math.floor((low + high) / 2);
    if (await hasTurned(middle)) high = middle;
    else low = middle;
  }
  const [answer, neighbour] = isLeast ? [high, low] : [low, high];
  if (answer === null || (await probe(answer)) !== 'holds')
    return { answer: null, neighbour: neighbour ?? answer, surprises: [] };
  const step = (isLeast ? 1 : -1) * stepAt(answer);
  const near = await surprisesAround(answer, step, around);
  return {
    answer,
    neighbour,
    surprises: near.length === 0 ? near : await surprisesAround(answer, step, aroundSurprises),
  };

  async function surprisesAround(value: number, easierBy: number, reach: number): Promise<number[]> {
    const surprises: number[] = [];
    const isWithin = (other: number) => other >= from && other <= to;
    for (let count = 1; count <= reach; count++) {
      const [easier, harder] = [value + count * easierBy, value - count * easierBy];
      if (isWithin(easier) && (await probe(easier)) === 'short') surprises.push(easier);
      if (isWithin(harder) && (await probe(harder)) === 'holds') surprises.push(harder);
    }
    return surprises.sort((a, b) => a - b);
  }
}

interface Bracket {
  /** The last value before the turn; `null` = there is none. */
  readonly before: number | null;
  /** The first value after it. */
  readonly after: number | null;
}

/** Steps that double: up from the start while it has not turned, else down (of rates each is as great as the value). */
async function bracket(
  { from, to, start, unit }: Sought,
  hasTurned: (value: number) => Promise<boolean>,
): Promise<Bracket> {
  if (await hasTurned(start)) {
    let after = start;
    while (after > from) {
      const value = Math.max(from, Math.floor(after / 2));
      if (!(await hasTurned(value))) return { before: value, after };
      after = value;
    }
    return { before: null, after };
  }
  let before = start;
  for (let step = unit === '' ? 1 : start; before < to; step *= 2) {
    const value = Math.min(to, before + step);
    if (await hasTurned(value)) return { before, after: value };
    before = value;
  }
  return { before, after: null };
}
