import type { NamedColumns } from '../tables/columns.ts';
import { type Html, html } from './html.ts';

/** A CSV file beside the page. */
export interface ListedTable {
  /** Without `.csv`. */
  readonly name: string;
  /** What a row is. */
  readonly row: string;
  readonly columns: NamedColumns;
}

/** Every file beside the page, with what its columns mean. */
export function fileSection(tables: readonly ListedTable[], charts: readonly { readonly name: string }[]): Html {
  return html`<h2>Files</h2>
<p class="muted">They lie beside this page. Times are in seconds since the run began.</p>
${tables.map(
  ({
    name,
    row,
    columns,
  }) => html`<details><summary><a href="${name}.csv">${name}.csv</a> <span class="muted">a row: ${row}</span></summary>
<dl class="columns">
${columns.map(
  ([column, { meaning }]) => html`<dt><code>${column}</code></dt><dd>${meaning}</dd>
`,
)}</dl></details>
`,
)}<p><a href="summary.json">summary.json</a> <span class="muted">the numbers of the tables above</span></p>
${
  charts.length === 0
    ? html``
    : html`<p>${charts.map(({ name }) => html`<a href="charts/${name}.svg">charts/${name}</a> `)}<span class="muted">each as Vega-Lite (.vl.json), SVG and PNG</span></p>
`
}`;
}
