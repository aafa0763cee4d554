import type { SummaryTable } from '../words/summary-tables.ts';
import { type Html, html, trusted } from './html.ts';

/** Numbers, with or without a unit: their column stands to the right. */
const NUMBER = /^(–|-?\d[\d.]*(%|[a-zµ\d]*|\/\d+)( \([\d.]+%\))?)$/i;

/** A table under its name; the first column names its rows. Nothing if it has no rows. */
export function tableSection(name: string, table: SummaryTable): Html {
  if (table.rows.length === 0) return html``;
  const numeric = table.head.map((_, column) => table.rows.every((row) => NUMBER.test(row[column] ?? '')));
  const classOf = (column: number): Html => trusted(numeric[column] === true ? ' class="number"' : '');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
<caption>${name}</caption>
<thead><tr>${table.head.map((head, column) => html`<th scope="col"${classOf(column)}>${head}</th>`)}</tr></thead>
<tbody>
${table.rows.map(
  (row) => html`<tr>${row.map((cell, column) =>
    column === 0 ? html`<th scope="row">${cell}</th>` : html`<td${classOf(column)}>${cell}</td>`,
  )}</tr>
`,
)}</tbody></table></div>
`;
}
