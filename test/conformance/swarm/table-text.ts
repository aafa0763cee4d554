import { maskText } from './plain-text.ts';

/** Columns in which equal nodes may stand for each other. */
const columnsByChance: readonly string[] = ['NODE'];
const slotName = /^(?:\\_ )?(.*?)\.(\d+|[a-z0-9]{25})$/;

/** Whether the text is one of the client's tables: capital headers with two spaces or more between them. */
export function isTable(text: string): boolean {
  return /^(?:ID|NAME|NETWORK ID|CONTAINER ID)( {2,}[A-Z][A-Z ]*)+\s*$/.test(text.split('\n', 1)[0]!);
}

/**
 * A table as lines of cells. Tasks are shown slot by slot without the slots' numbers and nodes, in an order that does not
 * hang on them: which slot met which fate, and on which of equal nodes, is chance.
 */
export function tableLines(text: string): string[] {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const columns = [...header.matchAll(/\S+(?: \S+)*/g)].map(({ 0: name, index }) => ({ name, index }));
  const cells = rows.map((row) =>
    columns.map(({ name, index }, at) => {
      const cell = row.slice(index, columns[at + 1]?.index).trim();
      if (name === 'ID' && cell !== '') return cell.replace(/^[a-z0-9]+/, '<id>');
      return columnsByChance.includes(name) && cell !== '' ? '<node>' : cell;
    }),
  );
  const title = columns.map(({ name }) => name).join(' | ');
  const nameAt = columns.findIndex(({ name }) => name === 'NAME');
  const ofTasks = columns.some(({ name }) => name === 'DESIRED STATE');
  if (!ofTasks) return [title, ...cells.map(joinCells)];
  return [
    title,
    ...slotBlocks(cells, nameAt)
      .sort((a, b) => (a < b ? -1 : 1))
      .flatMap((block) => block.split('\n')),
  ];
}

function joinCells(cells: readonly string[]): string {
  return maskText(cells.join(' | ')).trimEnd();
}

/** The rows of each slot, the newest task first, as one text. */
function slotBlocks(rows: readonly (readonly string[])[], nameAt: number): string[] {
  const blocks: string[][] = [];
  for (const row of rows) {
    const name = row[nameAt] ?? '';
    const shown = row.map((cell, at) => (at === nameAt ? cell.replace(slotName, '$1.<slot>') : cell));
    const old = name.startsWith('\\_');
    const line = joinCells(old ? shown.map((cell, at) => (at === nameAt ? `\\_ ${cell}` : cell)) : shown);
    if (old && blocks.length > 0) blocks.at(-1)!.push(line);
    else blocks.push([line]);
  }
  return blocks.map((block) => block.join('\n'));
}
