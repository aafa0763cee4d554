import { formatTable } from '../text/table.ts';
import { parseTemplate, renderTemplate } from './go-template.ts';

const tablePrefix = /^table\s+/;

/**
 * Rows under their header: as a table, as a template's lines with a field for each column (`DESIRED STATE` is
 * `.DesiredState`), as a table of a template's columns (`table {{.Name}}\t{{.Mode}}`), or for `json` as objects.
 *
 * @throws {DockerUsageError} for a template that is not understood, or a field that the rows do not have
 */
export function formatRows(rows: readonly (readonly string[])[], format: string): string {
  if (format === '' || format === 'table') return formatTable(rows);
  const [header = [], ...body] = rows;
  const fields = header.map((title) => fieldOf(title.trim()));
  const objects = body.map((row) =>
    Object.fromEntries(fields.map((field, at) => [field, row[at]!.replace(/ [ *]$/, '')])),
  );
  if (format === 'json') return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  const asTable = tablePrefix.test(format);
  const template = parseTemplate(format.replace(tablePrefix, '').replaceAll('\\t', '\t').replaceAll('\\n', '\n'));
  if (!asTable) return objects.map((object) => `${renderTemplate(template, object)}\n`).join('');
  const titles = Object.fromEntries(fields.map((field, at) => [field, header[at]!.trim()]));
  return formatTable([titles, ...objects].map((object) => renderTemplate(template, object).split('\t')));
}

/** `DESIRED STATE` → `DesiredState`, `ID` → `ID`. */
function fieldOf(title: string): string {
  if (title === 'ID' || title === 'NETWORK ID') return 'ID';
  return title
    .split(' ')
    .map((word) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`)
    .join('');
}
