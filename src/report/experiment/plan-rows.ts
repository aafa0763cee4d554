import { formatNumber } from '../tables/number-format.ts';
import type { PlanReport } from './plan-report.ts';

/** The rows of `plan.csv`: value by value, promise by promise. */
export function planRows({ points }: PlanReport): Readonly<Record<string, string | number | null>>[] {
  return points.flatMap(({ value, promises }) =>
    promises.map(({ promise, unit, loss, mean, bound, limit, holds, replications }) => ({
      value,
      promise,
      unit,
      loss,
      mean,
      bound,
      limit: typeof limit === 'number' ? formatNumber(limit, 'statistic') : limit,
      holds: String(holds),
      replications,
    })),
  );
}
