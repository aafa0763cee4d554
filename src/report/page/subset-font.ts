import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';

/**
 * A TrueType font with only the letters of a text, as a whole font file (format: the OpenType specification, "Font file",
 * "cmap", "post"). fontkit cuts the glyphs; the tables that a browser wants beside them are put together here.
 */
export function subsetFont(path: string, text: string): Buffer {
  const font = fontkit.openSync(path);
  const subset = font.createSubset();
  const codePoints = [...new Set(text)].map((letter) => letter.codePointAt(0) ?? 0).sort((a, b) => a - b);
  const glyphs = codePoints
    .filter((codePoint) => font.hasGlyphForCodePoint(codePoint))
    .map((codePoint) => ({ codePoint, glyph: subset.includeGlyph(font.glyphForCodePoint(codePoint).id) }));
  const whole = tablesOf(readFileSync(path));
  const tables = new Map([...tablesOf(Buffer.from(subset.encode())), ['cmap', cmapTable(glyphs)], ['post', POST]]);
  for (const name of ['OS/2', 'name']) {
    const table = whole.get(name);
    if (table !== undefined) tables.set(name, table);
  }
  return fontFile(tables);
}

const HEADER_BYTES = 12;
const ENTRY_BYTES = 16;

/** A `post` table of version 3: no glyph names. */
const POST = Buffer.alloc(32);
POST.writeUInt32BE(0x00030000, 0);

function tablesOf(file: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const entry = HEADER_BYTES + i * ENTRY_BYTES;
    const start = file.readUInt32BE(entry + 8);
    const length = file.readUInt32BE(entry + 12);
    tables.set(file.toString('latin1', entry, entry + 4), file.subarray(start, start + length));
  }
  return tables;
}

/** Letter to glyph, as one subtable of format 12 (Windows, full Unicode) with a group for each letter. */
function cmapTable(glyphs: readonly { readonly codePoint: number; readonly glyph: number }[]): Buffer {
  const subtable = 12;
  const groups = subtable + 16;
  const table = Buffer.alloc(groups + glyphs.length * 12);
  table.writeUInt16BE(1, 2);
  table.writeUInt16BE(3, 4);
  table.writeUInt16BE(10, 6);
  table.writeUInt32BE(subtable, 8);
  table.writeUInt16BE(12, subtable);
  table.writeUInt32BE(table.length - subtable, subtable + 4);
  table.writeUInt32BE(glyphs.length, subtable + 12);
  glyphs.forEach(({ codePoint, glyph }, index) => {
    const group = groups + index * 12;
    table.writeUInt32BE(codePoint, group);
    table.writeUInt32BE(codePoint, group + 4);
    table.writeUInt32BE(glyph, group + 8);
  });
  return table;
}

function fontFile(tables: ReadonlyMap<string, Buffer>): Buffer {
  const names = [...tables.keys()].sort((a, b) => (a < b ? -1 : 1));
  const directory = Buffer.alloc(HEADER_BYTES + names.length * ENTRY_BYTES);
  const power = 2 ** Math.floor(Math.log2(names.length));
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(names.length, 4);
  directory.writeUInt16BE(power * ENTRY_BYTES, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((names.length - power) * ENTRY_BYTES, 10);
  const parts = [directory];
  let offset = directory.length;
  names.forEach((name, index) => {
    const table = tables.get(name) ?? Buffer.alloc(0);
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    const entry = HEADER_BYTES + index * ENTRY_BYTES;
    directory.write(name, entry, 'latin1');
    directory.writeUInt32BE(checksum(padded), entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(table.length, entry + 12);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let i = 0; i < padded.length; i += 4) sum = (sum + padded.readUInt32BE(i)) >>> 0;
  return sum;
}
