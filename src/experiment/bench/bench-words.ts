import { textTable } from '../../report/terminal/text-table.ts';
import { metricNamed, printMetric } from '../../simulation/vocabulary.ts';
import { movedCells } from '../diff/moved-value.ts';
import { partingWords, seconds } from '../diff/parting-words.ts';
import { metricName } from '../summary-values.ts';
import type { BenchReport, Verdict } from './bench.ts';
import type { BenchParting } from './find-parting.ts';
import type { JudgedValue } from './judge.ts';

/** More rows would push the rest off the screen. */
const mostRows = 25;

/** What `seatrial bench` prints: a line for each scenario, then what moved in those that fail. */
export function benchWords(report: BenchReport): string {
  const { verdicts, gone } = report;
  const overview = textTable(
    ['SCENARIO', 'RESULT', 'WHAT'],
    verdicts.map((verdict) => [verdict.name, verdict.passes ? 'pass' : 'FAIL', inOneLine(verdict)]),
  );
  const away = gone.length === 0 ? [] : [`Not in the suite any more: ${gone.join(', ')}; --update takes it away.\n`];
  return [overview, ...details(report), ...away, sumLine(report)].join('\n');
}

/** What `seatrial bench --update` prints: what becomes another baseline. */
export function updateWords(report: BenchReport): string {
  const { verdicts, gone } = report;
  const rows = [
    ...verdicts.map((verdict) => [verdict.name, updateOf(verdict), inOneLine(verdict)]),
    ...gone.map((name) => [name, 'removed', 'not in the suite any more']),
  ];
  return [textTable(['SCENARIO', 'BASELINE', 'WHAT'], rows), ...details(report)].join('\n');
}

function updateOf({ outcome, sameEvents, otherInputs }: Verdict): string {
  if (outcome === 'refused') return 'kept';
  if (outcome === 'new') return 'added';
  return outcome === 'same' && sameEvents && !otherInputs ? 'kept' : 'updated';
}

function details({ verdicts }: BenchReport): string[] {
  return verdicts.filter(saysMore).map((verdict) => `${verdict.name}\n\n${detail(verdict)}`);
}

/** `2 of 6 scenarios fail.` and what to do about it. */
export function sumLine({ verdicts, baselineVersion, version }: BenchReport): string {
  const failed = verdicts.filter(({ passes }) => !passes);
  const count = `${verdicts.length} ${verdicts.length === 1 ? 'scenario' : 'scenarios'}`;
  if (failed.length === 0) return `${count}: nothing moved that must not.\n`;
  const release =
    baselineVersion === null || baselineVersion === version ? '' : ` (written by Seatrial ${baselineVersion})`;
  const meant = failed.some(({ outcome }) => outcome === 'moved' || outcome === 'new')
    ? ` Where it is meant to be so, --update makes it the baseline${release}.`
    : '';
  return `${failed.length} of ${count} ${failed.length === 1 ? 'fails' : 'fail'}.${meant}\n`;
}

export function inOneLine({ outcome, moved, sameEvents, failed, otherInputs }: Verdict): string {
  const words = [outcomeWords(outcome, moved, sameEvents)];
  if (failed.length > 0)
    words.push(`${failed.length} ${failed.length === 1 ? 'expectation fails' : 'expectations fail'}`);
  if (otherInputs) words.push("its scenario is not the baseline's");
  return words.join('; ');
}

function outcomeWords(outcome: Verdict['outcome'], moved: readonly JudgedValue[], sameEvents: boolean): string {
  const outside = moved.filter(({ within }) => !within).length;
  switch (outcome) {
    case 'new':
      return 'no baseline yet';
    case 'refused':
      return 'the swarm refuses it';
    case 'within':
      return `${counted(moved.length)} moved, within the band`;
    case 'same':
      return sameEvents ? 'the same, event by event' : 'the same numbers';
    case 'moved':
      return outside === 0 ? 'no metric moved, but events did' : `${counted(outside)} moved`;
  }
}

function counted(metrics: number): string {
  return `${metrics} ${metrics === 1 ? 'metric' : 'metrics'}`;
}

function saysMore({ passes, outcome }: Verdict): boolean {
  return outcome === 'within' || (!passes && outcome !== 'new');
}

/** All that is to be said of a scenario. */
export function detail({ moved, failed, parting, reason, sameEvents, outcome }: Verdict): string {
  const blocks: string[] = [];
  if (reason !== '') blocks.push(`${reason}\n`);
  if (failed.length > 0) blocks.push(textTable(['EXPECTATION THAT FAILS', 'VALUE'], failed.map(failedCells)));
  if (moved.length > 0) blocks.push(movedTable(moved));
  if (parting !== null) blocks.push(partingDetail(parting));
  else if (outcome === 'moved' && sameEvents)
    blocks.push('All events are the same: the numbers are made of them in another way.\n');
  return blocks.join('\n');
}

function movedTable(moved: readonly JudgedValue[]): string {
  const rows = moved.slice(0, mostRows).map((each) => [...movedCells(each), bandWords(each)]);
  const more = moved.length - rows.length;
  return (
    textTable(['METRIC', 'BASELINE', 'NOW', 'CHANGE', '', 'BAND'], rows) + (more > 0 ? `… and ${more} more\n` : '')
  );
}

export function bandWords({ band, within }: JudgedValue): string {
  if (band === null) return 'exact';
  return `${band.text}${within ? ' (within)' : ''}`;
}

function failedCells({ text, value }: Verdict['failed'][number]): string[] {
  const metric = metricNamed(metricName(text));
  return [text, metric === undefined ? String(value) : printMetric(metric, value)];
}

export function partingDetail(parting: BenchParting): string {
  const { now, more } = parting;
  const lines = now.map(({ time_s, what }) => `  ${seconds(time_s)}  ${what}\n`);
  const rest = more > 0 ? `  … and ${more} more\n` : '';
  const list = lines.length === 0 ? '' : `What the run does there now:\n${lines.join('')}${rest}`;
  return `${partingWords(parting, ['baseline', 'now'], '')}${list}`;
}
