import { tableText, warningLines } from '../terminal/summary-tables.ts';
import type { PlanReport } from './plan-report.ts';
import { bindingInWords, mixTable, planTable } from './plan-words.ts';

/** What a plan prints: the values that were tried, the mixes, and last the verdict with what binds. */
export function planTables(report: PlanReport): string {
  const { binding, mix, sought, warnings } = report;
  const blocks = report.points.length > 0 ? [tableText(planTable(report), 'plan.csv')] : [];
  if (mix !== null && mix.tried.length > 0) blocks.push(tableText(mixTable(mix), 'summary.json'));
  const reason = binding === null ? '' : `${bindingInWords(binding, sought).replaceAll('`', '')}\n`;
  blocks.push(`${report.verdict}\n${reason}`);
  if (warnings.length > 0) blocks.push(warningLines(warnings));
  return blocks.join('\n');
}
