import type { PlanReport } from '../../report/experiment/plan-report.ts';
import type { Laboratory } from '../run-jobs.ts';
import { bestValue } from './best-value.ts';
import { cheapestMix } from './cheapest-mix.ts';
import type { MixDesign, PlanDesign } from './design.ts';

/**
 * Makes a plan of either kind.
 *
 * @throws {InputError} if a promise cannot be read, or the scenario is wrong with every value
 * @throws {JobFailure} if a run fails
 */
export function plan(design: PlanDesign | MixDesign, laboratory: Laboratory): Promise<PlanReport> {
  return 'shapes' in design ? cheapestMix(design, laboratory) : bestValue(design, laboratory);
}
