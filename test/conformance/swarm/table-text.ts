import { maskText } from './plain-text.ts';

/** Columns in which equal nodes may stand for each other. */
const columnsByChance: readonly string[] = ['NODE'];
const slotName = /^(?:\\_ )?(.*?)\.(\d+|[a-z0-9]{25})$/;

/** Whether the text is one of the client's tables: capital headers with two spaces or more between them. */
export function isTable(text: string): boolean {
  return /^(?:ID|NAME|NETWORK ID|CONTAINER ID)( {2,}[A-Z][A-Z ]*)+\s*$/.test(text.split('\n', 1)[0]!);
}

/** A thing of a table – a slot with its tasks, a service, a node – and the lines that tell of it. */
export interface TableEntry {
  /** Its name in this table. */
  readonly key: string;
  readonly text: string;
}

export interface Table {
  readonly title: string;
  readonly entries: readonly TableEntry[];
}

/**
 * A table as entries of cells. Tasks are told slot by slot, the newest first, without the slots' numbers and nodes: which
 * slot met which fate, and on which of equal nodes, is chance.
 */
export function readTable(text: string): Table {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const columns = [...header.matchAll(/\S+(?: \S+)*/g)].map(({ 0: name, index }) => ({ name, index }));
  const cells = rows.map((row) =>
    columns.map(({ name, index }, at) => {
      const cell = row.slice(index, columns[at + 1]?.index).trim();
      if (name === 'ID' && cell !== '') return cell.replace(/^[a-z0-9]+/, '<id>');
      return columnsByChance.includes(name) && cell !== '' ? '<node>' : cell;
    }),
  );
  const nameAt = columns.findIndex(({ name }) => name === 'NAME' || name === 'HOSTNAME');
  const ofTasks = columns.some(({ name }) => name === 'DESIRED STATE');
  const plain = () => cells.map((row) => ({ key: row[nameAt] ?? '', text: joinCells(row) }));
  return {
    title: columns.map(({ name }) => name).join(' | '),
    entries: ofTasks ? slotEntries(cells, nameAt) : plain(),
  };
}

/** For a person to read, in an order that does not hang on slots. */
export function tableLines({ title, entries }: Table): string[] {
  const texts = entries.map(({ text }) => text);
  return [title, ...texts.sort((a, b) => (a < b ? -1 : 1)).flatMap((text) => text.split('\n'))];
}

function joinCells(cells: readonly string[]): string {
  return maskText(cells.join(' | ')).trimEnd();
}

function slotEntries(rows: readonly (readonly string[])[], nameAt: number): TableEntry[] {
  const entries: { key: string; text: string }[] = [];
  for (const row of rows) {
    const name = row[nameAt] ?? '';
    const old = name.startsWith('\\_');
    const line = joinCells(
      row.map((cell, at) => (at === nameAt ? `${old ? '\\_ ' : ''}${cell.replace(slotName, '$1.<slot>')}` : cell)),
    );
    const last = entries.at(-1);
    if (old && last !== undefined) last.text += `\n${line}`;
    else entries.push({ key: name, text: line });
  }
  return entries;
}
