import type { Sought } from './sought.ts';

/** Whether a value keeps all promises. */
export type Probe = (value: number) => Promise<boolean>;

export interface SearchResult {
  /** `null` = no value of the range holds. */
  readonly answer: number | null;
  /** The value beside the answer that does not hold; `null` = the answer is the end of the range, or there is none. */
  readonly neighbour: number | null;
  /** Values that hold, or not, out of turn: the promises are not monotone. */
  readonly surprises: readonly number[];
}

/** Rates are found to one in a hundred, or to 1. */
const rateShare = 0.01;
/** Values beyond the answer and its neighbour that are tried, for the curve and for surprises. */
const around = 2;

/**
 * The least (or greatest) value that holds: in growing steps from the lower end until it turns, then by bisection; the answer's
 * neighbours are tried too. What holds must not cease to hold on the easier side: values that do are told.
 */
export async function search({ extreme, from, to, unit }: Sought, probe: Probe): Promise<SearchResult> {
  const wanted = extreme === 'least';
  const turned = (value: number) => probe(value).then((holds) => holds === wanted);
  const { before, after } = await bracket(from, to, turned);
  const step = (value: number) => (unit === '' ? 1 : Math.max(1, Math.floor(value * rateShare)));
  let [low, high] = [before, after];
  while (low !== null && high !== null && high - low > step(low)) {
    const middle = Math.floor((low + high) / 2);
    if (await turned(middle)) high = middle;
    else low = middle;
  }
  const [answer, neighbour] = wanted ? [high, low] : [low, high];
  return { answer, neighbour, surprises: answer === null ? [] : await surprisesAround(answer, step(answer)) };

  async function surprisesAround(value: number, stride: number): Promise<number[]> {
    const surprises: number[] = [];
    for (let count = 1; count <= around; count++) {
      const easier = value + (wanted ? count : -count) * stride;
      const harder = value - (wanted ? count : -count) * stride;
      if (easier >= from && easier <= to && !(await probe(easier))) surprises.push(easier);
      if (harder >= from && harder <= to && (await probe(harder))) surprises.push(harder);
    }
    return surprises.sort((a, b) => a - b);
  }
}

/** The last value before and the first after the turn, of values in growing steps; `null` where there is none. */
async function bracket(
  from: number,
  to: number,
  turned: Probe,
): Promise<{ readonly before: number | null; readonly after: number | null }> {
  let before: number | null = null;
  for (let [value, step] = [from, 1]; ; [value, step] = [Math.min(to, value + step), 2 * step]) {
    if (await turned(value)) return { before, after: value };
    before = value;
    if (value >= to) return { before, after: null };
  }
}
