import { type Laboratory, runJobs } from '../run-jobs.ts';
import { inShard, type Shard } from '../shard.ts';
import { variantsOf } from './axis.ts';
import type { ComparisonDesign } from './design.ts';
import { findWarmup } from './find-warmup.ts';
import { rounds } from './rounds.ts';

/**
 * Runs one shard's part of a comparison; the results are what its journal keeps. The pilot runs of the warm-up and the first
 * replication are run by every shard: the rest depends on them. Only for a number of replications that is known beforehand.
 */
export async function runShard(design: ComparisonDesign, shard: Shard, laboratory: Laboratory): Promise<void> {
  const variants = variantsOf(design.axes);
  const warmup = await findWarmup(design, variants, laboratory);
  const { count, most } = design.replications;
  const isOwn = (index: number) => index < variants.length || inShard(shard, index);
  const replications = Math.min(count, most);
  const all = Array.from({ length: replications * variants.length }, (_, index) => index);
  laboratory.progress.planned(all.filter(isOwn).length);
  let before = 0;
  for (const jobs of rounds(design, variants, warmup, { from: 1, to: replications })) {
    const first = before;
    before += jobs.length;
    await runJobs(
      jobs.filter((_, index) => isOwn(first + index)),
      laboratory,
    );
  }
}
