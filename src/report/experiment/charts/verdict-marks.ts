import type { LegendItem } from '../../charts/chart.ts';
import { INK, MUTED, NEUTRALS } from '../../charts/theme.ts';
import type { Verdict } from '../comparison-report.ts';

/** How a verdict is drawn: colour and shape both tell it. The baseline has a look of its own. */
export interface VerdictMark {
  readonly label: string;
  readonly colour: string;
  readonly fill: string;
  readonly shape: 'circle' | 'diamond' | 'square';
}

export const BETTER_COLOUR = '#1f9482';
export const WORSE_COLOUR = '#b8325e';
const DIFFERENT_COLOUR = '#2b6cb0';

const filled = (label: string, colour: string, shape: VerdictMark['shape']): VerdictMark => ({
  label,
  colour,
  fill: colour,
  shape,
});
const hollow = (label: string): VerdictMark => ({
  label,
  colour: MUTED,
  fill: NEUTRALS.ground.light,
  shape: 'circle',
});

const MARKS: Readonly<Record<Verdict | 'baseline', VerdictMark>> = {
  baseline: filled('baseline', INK, 'square'),
  better: filled('better', BETTER_COLOUR, 'circle'),
  worse: filled('worse', WORSE_COLOUR, 'diamond'),
  higher: filled('different, neither better nor worse', DIFFERENT_COLOUR, 'square'),
  lower: filled('different, neither better nor worse', DIFFERENT_COLOUR, 'square'),
  same: hollow('the same, or cannot tell'),
  'cannot tell': hollow('the same, or cannot tell'),
};

export function verdictMark(verdict: Verdict | 'baseline'): VerdictMark {
  return MARKS[verdict];
}

/** What the marks mean, for those that occur. */
export function verdictLegend(verdicts: readonly (Verdict | 'baseline')[]): LegendItem[] {
  const items = new Map<string, LegendItem>();
  for (const verdict of Object.keys(MARKS) as (keyof typeof MARKS)[]) {
    const { label, fill, shape } = MARKS[verdict];
    if (verdicts.includes(verdict)) items.set(label, { label, colour: fill, shape });
  }
  return [...items.values()];
}

/** Encodings of rows that carry a mark's `colour`, `fill` and `shape`. */
export const BY_COLOUR = { stroke: { field: 'colour', type: 'nominal', scale: null } } as const;
export const BY_MARK = {
  ...BY_COLOUR,
  fill: { field: 'fill', type: 'nominal', scale: null },
  shape: { field: 'shape', type: 'nominal', scale: null },
} as const;
