import { describe, expect, it } from 'vitest';
import { type HeatCell, heatChart } from './heat-rows.ts';

/** What is drawn of one row, at a width where two cells go together. */
function runsOf(cells: readonly HeatCell[]) {
  const chart = heatChart({
    name: 'x',
    title: '',
    description: '',
    colour: 'red',
    labelOf: String,
    rows: [{ name: 'a', cells }],
    top: 16,
    table: 'x.csv',
  });
  const plotWidthPx = (6 * ((cells.at(-1)?.to_s ?? 0) - (cells[0]?.from_s ?? 0))) / 2;
  const [panel] = chart.panels({ plotWidthPx, labelWidthPx: 0, narrow: false });
  const [layer] = (panel?.layers ?? []) as readonly { data: { values: readonly object[] } }[];
  return layer?.data.values;
}

const cell = (from_s: number, value: number): HeatCell => ({ from_s, to_s: from_s + 1, value });

describe('heatChart', () => {
  it('draws cells that are too narrow together, with their mean', () => {
    expect(runsOf([cell(0, 2), cell(1, 4), cell(2, 8), cell(3, 8)])).toMatchObject([
      { from_s: 0, to_s: 2, shade: 3 / 16 },
      { from_s: 2, to_s: 4, shade: 8 / 16 },
    ]);
  });

  it('draws nothing where there is none', () => {
    expect(runsOf([cell(0, 8), cell(1, 8), cell(2, 8), cell(9, 8), cell(10, 4)])).toMatchObject([
      { from_s: 0, to_s: 3, shade: 8 / 16 },
      { from_s: 9, to_s: 11, shade: 6 / 16 },
    ]);
  });
});
