import { describe, expect, it } from 'vitest';
import failures from '../../../test/golden/swarm/04b-failure-action.json' with { type: 'json' };
import ports from '../../../test/golden/swarm/12-ports.json' with { type: 'json' };
import stack from '../../../test/golden/swarm/15-stack.json' with { type: 'json' };
import { formatTable } from './table.ts';

type Printed = readonly { readonly command: string; readonly output: string }[];

const tables = [failures, ports, stack]
  .flatMap(({ cli }) => Object.values(cli as Record<string, Printed>).flat())
  .filter(
    ({ command, output }) => /docker (service|node|stack|network) (ls|ps|services)/.test(command) && output !== '',
  );

/** The cells of a printed table, found by where its headers begin. */
function cellsOf(table: string): string[][] {
  const lines = table.split('\n').slice(0, -1);
  const starts = [...(lines[0] ?? '').matchAll(/\S+( \S+)*/g)].map(({ index }) => index);
  return lines.map((line) =>
    starts.map((start, column) =>
      [...line]
        .slice(start, starts[column + 1])
        .join('')
        .trimEnd(),
    ),
  );
}

describe('recorded tables, laid out anew from their cells', () => {
  it.each(tables)('$command', ({ output }) => {
    // A cell that ends with a space of its own (the star's column of `node ls`) is cut by the reading.
    expect(formatTable(cellsOf(output))).toBe(output);
  });

  it('are enough to mean something', () => {
    expect(tables.length).toBeGreaterThan(20);
  });
});

it('gives a column at least ten places and the last one none', () => {
  expect(
    formatTable([
      ['ID', 'NAME'],
      ['a', 'b'],
    ]),
  ).toBe('ID        NAME\na         b\n');
});
