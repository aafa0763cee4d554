import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { comparedAlgorithms } from '../../src/traffic/balancer/algorithms/catalogue.ts';
import { type Parameter, writtenName, writtenValue } from '../../src/traffic/balancer/algorithms/parameter.ts';

const page = readFileSync(new URL('../../docs/reference/balancers.md', import.meta.url), 'utf8');

function parameterWords(parameters: Readonly<Record<string, Parameter>>): string {
  const words = Object.entries(parameters).map(
    ([name, parameter]) => `\`${writtenName(name)}: ${writtenValue(parameter, parameter.default)}\``,
  );
  return words.length === 0 ? '–' : words.join(', ');
}

/** The table as the catalogue has it. */
function table(): string {
  const rows = Object.entries(comparedAlgorithms).map(
    ([name, { description, knows, cost, source, parameters }]) =>
      `| \`${name}\` | ${description} | ${knows} | ${cost} | ${parameterWords(parameters)} | ${source} |`,
  );
  return [
    '| algorithm | next is | it knows | a choice costs | parameters | source |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

it('lists every algorithm as the catalogue has it', () => {
  const found = /<!-- algorithms -->\n([\s\S]*?)\n<!-- \/algorithms -->/.exec(page)?.[1];
  expect(found).toBe(table());
});
