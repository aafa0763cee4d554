import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diskLines } from './disk-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'seatrial-lines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function linesOf(text: string): string[] {
  const file = join(folder, 'log');
  writeFileSync(file, text);
  return [...diskLines(file)];
}

describe('lines of a file', () => {
  it('are without their ends, and the last one needs none', () => {
    expect(linesOf('a\r\n\nb')).toEqual(['a', '', 'b']);
    expect(linesOf('a\n')).toEqual(['a']);
    expect(linesOf('')).toEqual([]);
  });

  it('are whole where the file is read in pieces, letters of several bytes too', () => {
    const line = `${'é'.repeat(700_000)}x`;
    expect(linesOf(`${line}\n${line}\nend\n`)).toEqual([line, line, 'end']);
  });
});
