import { textWidth } from '../../charts/text-metrics.ts';
import { FONT_SIZE } from '../../charts/theme.ts';

const GAP_PX = 6;

/** Of the values that were run those whose labels do not touch: the first ones given have the right of way. */
export function ticksThatFit(values: readonly number[], positionPx: (value: number) => number): number[] {
  const half = (value: number): number => textWidth(String(value), FONT_SIZE.label) / 2 + GAP_PX / 2;
  const taken: number[] = [];
  for (const value of values) {
    const apart = (other: number): boolean =>
      Math.abs(positionPx(value) - positionPx(other)) >= half(value) + half(other);
    if (taken.every(apart)) taken.push(value);
  }
  return taken.sort((a, b) => a - b);
}
