import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diskFiles } from './disk-files.ts';
import { besideFile } from './relative-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'seatrial-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(bytes: string | Uint8Array): string {
  const path = join(folder, 'file.yaml');
  writeFileSync(path, bytes);
  return path;
}

describe('a file', () => {
  it('loses its byte order mark', () => {
    expect(diskFiles.read(written('\uFEFFname: x'))).toBe('name: x');
  });

  it('may speak any language', () => {
    expect(diskFiles.read(written('name: größer 🚢'))).toBe('name: größer 🚢');
  });

  it('that is not UTF-8 is refused, with the line', () => {
    const path = written(Buffer.from('name: x\nword: gr\xf6\xdfer\n', 'latin1'));
    expect(() => diskFiles.read(path)).toThrow(`${path}:2:1: not UTF-8 text`);
  });

  it('that is a folder is refused', () => {
    expect(() => diskFiles.read(folder)).toThrow(`${folder}: this is a folder, not a file`);
  });

  it('that is not there is refused', () => {
    expect(() => diskFiles.read(join(folder, 'no', 'file'))).toThrow('no such file');
  });
});

it.each([
  ['scenarios/a.yaml', 'haproxy.cfg', 'scenarios/haproxy.cfg'],
  ['scenarios/a.yaml', './haproxy.cfg', 'scenarios/haproxy.cfg'],
  ['scenarios/a.yaml', '../lb.cfg', 'scenarios/../lb.cfg'],
  ['a.yaml', 'haproxy.cfg', 'haproxy.cfg'],
  ['scenarios/a.yaml', '/etc/haproxy.cfg', '/etc/haproxy.cfg'],
])('from %s, %s is %s', (file, named, path) => {
  expect(besideFile(file, named)).toBe(path);
});
