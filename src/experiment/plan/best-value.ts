import type { PlanReport } from '../../report/experiment/plan-report.ts';
import type { Laboratory } from '../run-jobs.ts';
import type { PlanDesign } from './design.ts';
import { reportHead } from './report-head.ts';
import { type SearchResult, search } from './search.ts';
import type { Sought } from './sought.ts';
import { Values } from './values.ts';
import { planWarnings, verdictOf } from './words.ts';

/**
 * Finds the least (or greatest) value that keeps every promise:
 *
 *   value ─▶ trial: replications, losses ─▶ holds? ─▶ search: growing steps, bisection, neighbours ─▶ PlanReport
 *              └ gives up at the first promise that is broken beyond doubt
 *
 * The easiest end of the range is tried first, with one run: a promise that no value can keep is told at once.
 *
 * @throws {InputError} if a promise cannot be read, or the scenario is wrong with every value
 * @throws {JobFailure} if a run fails
 */
export async function bestValue(design: PlanDesign, laboratory: Laboratory): Promise<PlanReport> {
  const { sought } = design;
  const values = new Values(design, laboratory);
  const easiest = sought.extreme === 'least' ? sought.to : sought.from;
  const isHopeless = await values.isHopeless(easiest);
  const found = isHopeless ? { answer: null, neighbour: easiest, surprises: [] } : await searchWithCare(sought, values);
  const { scenario } = values.load(found.answer ?? easiest);
  return {
    ...reportHead(design, scenario),
    answer: found.answer,
    verdict: verdictOf(design, found, isHopeless),
    binding: found.neighbour === null ? null : values.bindingAt(found.neighbour),
    points: values.points,
    mix: null,
    warnings: planWarnings(design, values.points, found, values.untried),
  };
}

/** The neighbour is what makes the answer the least: it must not have been given up in haste. */
async function searchWithCare(sought: Sought, values: Values): Promise<SearchResult> {
  for (;;) {
    const found = await search(sought, (value) => values.outcome(value));
    if (found.answer === null || found.neighbour === null || !(await values.reconsider(found.neighbour))) return found;
  }
}
