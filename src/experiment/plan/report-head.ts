import type { PlanReport } from '../../report/experiment/plan-report.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { version } from '../../simulation/version.ts';
import type { PlanFrame } from './design.ts';

/** What a plan was asked, as its report says it. */
export function reportHead(
  { sought, seed, confidence, promises, survive }: PlanFrame,
  { name, description }: Scenario,
): Pick<
  PlanReport,
  'scenario' | 'description' | 'version' | 'seed' | 'confidence' | 'sought' | 'promises' | 'survive'
> {
  const { find, noun, isPrice, extreme, from, to } = sought;
  return {
    scenario: name,
    description,
    version,
    seed,
    confidence,
    sought: { find, noun, isPrice, extreme, from, to },
    promises,
    survive: survive.kind,
  };
}
