import { textTable } from '../../report/terminal/text-table.ts';
import type { RunDifference, RunIdentity } from './diff-runs.ts';
import { movedCells } from './moved-value.ts';
import { partingWords } from './parting-words.ts';

/** What `seatrial diff` prints. */
export function diffWords(difference: RunDifference): string {
  const { runs, same, moved, parting, traced } = difference;
  const head = unlikeRuns(runs);
  if (same) return `${head}The runs are the same: every number, and every event.\n`;
  const blocks = [
    moved.length === 0
      ? 'No number of the summaries moved.\n'
      : textTable(['METRIC', 'RUN 1', 'RUN 2', 'CHANGE', ''], moved.map(movedCells)),
  ];
  if (parting !== null) {
    const hint = traced ? '' : 'Run both with --trace to see their requests.';
    blocks.push(partingWords(parting, ['run 1', 'run 2'], hint));
  }
  return head + blocks.join('\n');
}

const compared = [
  ['scenario', 'scenarios'],
  ['version', 'versions of Seatrial'],
  ['seed', 'seeds'],
  ['duration_s', 'durations'],
] as const;

/** What is not the same before anything has happened. */
function unlikeRuns([first, second]: readonly [RunIdentity, RunIdentity]): string {
  const lines = compared.flatMap(([field, name]) =>
    first[field] === second[field] ? [] : [`note: ${name} differ: ${first[field]} and ${second[field]}\n`],
  );
  return lines.length === 0 ? '' : `${lines.join('')}\n`;
}
