import { type Laboratory, runJobs } from '../run-jobs.ts';
import { inShard, type Shard } from '../shard.ts';
import { variantsOf } from './axis.ts';
import { replicationJobs } from './compare.ts';
import type { ComparisonDesign } from './design.ts';
import { findWarmup } from './find-warmup.ts';

/**
 * Runs one shard's part of a comparison; the results are what its journal keeps. The pilot runs of the warm-up and the first
 * replication are run by every shard: the rest depends on them. Only for a number of replications that is known beforehand.
 */
export async function runShard(design: ComparisonDesign, shard: Shard, laboratory: Laboratory): Promise<void> {
  const variants = variantsOf(design.axes);
  const warmup = await findWarmup(design, variants, laboratory);
  const { count, most } = design.replications;
  const replications = Array.from({ length: Math.min(count, most) }, (_, index) => index + 1);
  const jobs = replications.flatMap((replication) => replicationJobs(design, variants, warmup, replication));
  const own = jobs.filter((_, index) => index < variants.length || inShard(shard, index));
  laboratory.progress.planned(own.length);
  await runJobs(own, laboratory);
}
