import { describe, expect, it } from 'vitest';
import { textProblems } from './text-problems.ts';

const found = (text: string) => textProblems('mine.mjs', text).map(({ line, column }) => `${line}:${column}`);

describe('textProblems', () => {
  it.each([
    ['return Math.random();', '1:8'],
    ['return Math\n  .random();', '1:8'],
    ['const t =\n  Date.now();', '2:3'],
    ['performance.now()', '1:1'],
    ['import x from "./x.mjs";', '1:1'],
    ['await import("./x.mjs")', '1:7'],
    ['import.meta.url', '1:1'],
    ['export { x } from "./x.mjs";', '1:1'],
    ['export * from "./x.mjs";', '1:1'],
    ['process.env.X', '1:1'],
    ['a.localeCompare(b)', '1:2'],
    [`\`\${Date.now()}\``, '1:4'],
  ])('refuses %s', (text, place) => {
    expect(found(text)).toEqual([place]);
  });

  it.each([
    '/** @type {import("seatrial/placement").Strategy} */ export default {}',
    'node.labels.Date',
    'x = { Date: 1 }',
    '"Math.random"',
    'Math.max(1, 2)',
    'updateDate()',
    'export const x = 1; export { x };',
  ])('lets %s be', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('says what to use instead, of each in the order of the file', () => {
    const [first, second] = textProblems('mine.mjs', 'a = Date.now();\nb = Math.random();');
    expect(first?.message).toContain('use context.nowMs');
    expect(second?.message).toContain('use context.random()');
  });
});
