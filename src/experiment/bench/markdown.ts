import { movedCells } from '../diff/moved-value.ts';
import type { BenchReport, Verdict } from './bench.ts';
import { bandWords, inOneLine, partingDetail, sumLine } from './bench-words.ts';

const mostRows = 40;

/** The report for a comment on a change: an overview, and what moved, folded. */
export function markdown(report: BenchReport): string {
  const { suite, verdicts } = report;
  const rows = verdicts.map((verdict) => [verdict.name, verdict.passes ? '✓ pass' : '✗ **fail**', inOneLine(verdict)]);
  const blocks = [
    `### Seatrial: \`${suite}\`\n`,
    sumLine(report),
    table(['scenario', 'result', 'what'], rows),
    ...verdicts.filter(({ moved, failed, reason }) => moved.length + failed.length > 0 || reason !== '').map(detail),
  ];
  return blocks.join('\n');
}

function detail({ name, passes, reason, failed, moved, parting }: Verdict): string {
  const blocks: string[] = [];
  if (reason !== '') blocks.push(fenced(reason));
  if (failed.length > 0) blocks.push(`${failed.map(({ text }) => `- fails: ${code(text)}`).join('\n')}\n`);
  if (moved.length > 0) blocks.push(movedTable(moved));
  if (parting !== null) blocks.push(fenced(partingDetail(parting)));
  const open = passes ? '' : ' open';
  return `<details${open}><summary>${escaped(name)}</summary>\n\n${blocks.join('\n')}\n</details>\n`;
}

function movedTable(moved: Verdict['moved']): string {
  const rows = moved.slice(0, mostRows).map((each) => {
    const [name, ...cells] = movedCells(each);
    return [code(name), ...cells, bandWords(each)];
  });
  const more = moved.length - rows.length;
  return table(['metric', 'baseline', 'now', 'change', '', 'band'], rows) + (more > 0 ? `\n… and ${more} more\n` : '');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((cells) => cells.map(inCell))];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function inCell(text: string): string {
  const [, inside] = /^`(.*)`$/s.exec(text) ?? [];
  return (inside === undefined ? escaped(text) : text).replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** No line of the text can end the block. */
function fenced(text: string): string {
  return `\`\`\`\`text\n${text.trimEnd().replaceAll('````', "'''")}\n\`\`\`\`\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
