import type { SummaryTable } from '../words/summary-tables.ts';
import { type Html, html, trusted } from './html.ts';

/** Numbers, with or without a unit: their column stands to the right. */
const NUMBER = /^(–|-?\d[\d.]*(%|[a-zµ\d]*|\/\d+)( \([\d.]+%\))?)$/i;

/** What a cell says about good and bad. */
export type Tone = 'good' | 'bad' | '';

/** A table under its name; the first column names its rows. Nothing if it has no rows. */
export function tableSection(name: string, table: SummaryTable, toneOf: (cell: string) => Tone = () => ''): Html {
  if (table.rows.length === 0) return html``;
  const numeric = table.head.map((_, column) => table.rows.every((row) => NUMBER.test(row[column] ?? '')));
  const classOf = (column: number, tone: Tone = ''): Html => {
    const classes = [...(numeric[column] === true ? ['number'] : []), ...(tone === '' ? [] : [tone])];
    return trusted(classes.length === 0 ? '' : ` class="${classes.join(' ')}"`);
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
<caption>${name}</caption>
<thead><tr>${table.head.map((head, column) => html`<th scope="col"${classOf(column)}>${head}</th>`)}</tr></thead>
<tbody>
${table.rows.map(
  (row) => html`<tr>${row.map((cell, column) =>
    column === 0
      ? html`<th scope="row"${classOf(column)}>${cell}</th>`
      : html`<td${classOf(column, toneOf(cell))}>${cell}</td>`,
  )}</tr>
`,
)}</tbody></table></div>
`;
}
