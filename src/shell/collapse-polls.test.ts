import { expect, it } from 'vitest';
import { collapsePolls } from './collapse-polls.ts';

it('shows pictures of the progress that look alike once', () => {
  const waiting = 'overall progress: 0 out of 1 tasks\n1/1: preparing\n';
  const text = `id\n${waiting}${waiting}verify: 1\nverify: 1\nverify: done\n`;
  expect(collapsePolls(text)).toBe(`id\n${waiting}verify: 1\nverify: done\n`);
});

it('leaves equal lines of other commands', () => {
  expect(collapsePolls('a\na\n')).toBe('a\na\n');
});
