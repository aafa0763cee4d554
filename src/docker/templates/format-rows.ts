import type { Json } from '../engine-json/compact.ts';
import { formatTable } from '../text/table.ts';
import { parseTemplate, renderTemplate } from './go-template.ts';

const tablePrefix = /^table\s+/;

/** What templates can say of rows, and the table does not show. */
export interface RowTraits {
  /** Go's name of a row's type. */
  readonly rowType: string;
  /** Fields beside the columns, row by row. */
  readonly more?: readonly { readonly [field: string]: Json }[];
  /** Fields that `json` leaves out: they are for templates alone. */
  readonly notInJson?: readonly string[];
}

/**
 * Rows under their header: as a table, as a template's lines with a field for each column (`DESIRED STATE` is
 * `.DesiredState`), as a table of a template's columns (`table {{.Name}}\t{{.Mode}}`), or for `json` as objects.
 *
 * @throws {DockerUsageError} for a template that is not understood, or a field that the rows do not have
 */
export function formatRows(rows: readonly (readonly string[])[], format: string, traits: RowTraits): string {
  if (format === '' || format === 'table') return formatTable(rows);
  const [header = [], ...body] = rows;
  const fields = header.map((title) => fieldOf(title.trim()));
  const objects = body.map((row, at) => ({
    ...Object.fromEntries(fields.map((field, column) => [field, row[column]!.replace(/ [ *]$/, '')])),
    ...traits.more?.[at],
  }));
  if (format === 'json' || format === '{{json .}}') return objects.map((object) => jsonLine(object, traits)).join('');
  const asTable = tablePrefix.test(format);
  const template = parseTemplate(format.replace(tablePrefix, '').replaceAll('\\t', '\t').replaceAll('\\n', '\n'));
  const types = { rowType: traits.rowType };
  if (!asTable) return objects.map((object) => `${renderTemplate(template, object, types)}\n`).join('');
  const titles = {
    ...Object.fromEntries(Object.keys(traits.more?.[0] ?? {}).map((field) => [field, titleOf(field)])),
    ...Object.fromEntries(fields.map((field, at) => [field, header[at]!.trim()])),
  };
  return formatTable([titles, ...objects].map((object) => renderTemplate(template, object, types).split('\t')));
}

/** By name. */
function jsonLine(object: { readonly [field: string]: Json }, { notInJson = [] }: RowTraits): string {
  const fields = Object.entries(object).filter(([field]) => !notInJson.includes(field));
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted))}\n`;
}

/** `DESIRED STATE` → `DesiredState`, `ID` → `ID`. */
function fieldOf(title: string): string {
  if (title === 'ID' || title === 'NETWORK ID' || title === 'CONTAINER ID') return 'ID';
  return title
    .split(' ')
    .map((word) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`)
    .join('');
}

/** `CreatedAt` → `CREATED AT`. */
function titleOf(field: string): string {
  return field.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase();
}
