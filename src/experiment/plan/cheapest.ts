import { isWithin, type MixCounts } from './mixes.ts';

/** A mix, and its place among all by price. */
interface RankedMix {
  readonly mix: MixCounts;
  readonly rank: number;
}

/**
 * The first of the mixes, cheapest first, that is enough; `null` = none is. More machines are taken to be no worse: what fails
 * rules out every mix within it. So each cheaper mix failed, or lies within one that did.
 *
 * It goes up the prices in growing steps until a mix is enough, then halves what is left below: few are tried that are enough,
 * and those are the costly ones.
 */
export async function cheapest(
  mixes: readonly MixCounts[],
  isEnough: (mix: MixCounts) => Promise<boolean>,
): Promise<MixCounts | null> {
  let open: RankedMix[] = mixes.map((mix, rank) => ({ mix, rank }));
  let best: MixCounts | null = null;
  for (let [rank, step] = [0, 1]; open.length > 0; ) {
    const next = open.findIndex((each) => each.rank >= rank);
    const index: number = best !== null ? open.length >> 1 : next === -1 ? open.length - 1 : next;
    const { mix, rank: tried }: RankedMix = open[index]!;
    if (await isEnough(mix)) {
      best = mix;
      open = open.slice(0, index);
    } else {
      open = open.filter((each) => !isWithin(each.mix, mix));
      [rank, step] = [tried + step, 2 * step];
    }
  }
  return best;
}
