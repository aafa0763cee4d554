import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { headerLine, type JournalHeader, keyOfLine, readHeader } from './journal-format.ts';

/** Where a line is in the file, in bytes; its end of line is a part of it. */
interface Place {
  readonly offset: number;
  readonly length: number;
}

const newline = 0x0a;
/** Bytes of a line that tell its key. */
const beginning = 64;

/** A journal on disk. In memory there are only the places of its lines: results are many. */
export class JournalFile {
  readonly header: JournalHeader;
  readonly #fd: number;
  readonly #places: Map<string, Place>;
  #end: number;

  private constructor(fd: number, header: JournalHeader, places: Map<string, Place>, end: number) {
    this.#fd = fd;
    this.header = header;
    this.#places = places;
    this.#end = end;
  }

  /** A new one; what is at `path` is overwritten. */
  static create(path: string, header: JournalHeader): JournalFile {
    const fd = openSync(path, 'w+');
    const line = Buffer.from(headerLine(header));
    writeWhole(fd, line);
    return new JournalFile(fd, header, new Map(), line.length);
  }

  /**
   * Reads one; a last line without its end, of a process that was killed, is as good as not there.
   *
   * @returns `null` if there is none, or it has no header
   */
  static open(path: string): JournalFile | null {
    const bytes = readIfThere(path);
    const places = new Map<string, Place>();
    let header: JournalHeader | null = null;
    let offset = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, offset)) {
      if (header === null) {
        header = readHeader(bytes.toString('utf8', offset, end));
        if (header === null) return null;
      } else {
        const key = keyOfLine(bytes.toString('latin1', offset, Math.min(end, offset + beginning)));
        if (key !== null) places.set(key, { offset, length: end + 1 - offset });
      }
      offset = end + 1;
    }
    return header === null ? null : new JournalFile(openSync(path, 'r'), header, places, offset);
  }

  get keys(): Iterable<string> {
    return this.#places.keys();
  }

  get size(): number {
    return this.#places.size;
  }

  /** With its end of line. */
  line(key: string): Buffer | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    const bytes = Buffer.allocUnsafe(place.length);
    for (let read = 0; read < place.length; ) {
      const count = readSync(this.#fd, bytes, read, place.length - read, place.offset + read);
      if (count === 0) throw new Error('the journal has become shorter');
      read += count;
    }
    return bytes;
  }

  /** When it returns, the line survives the end of this process (not of the machine). */
  append(key: string, line: Buffer): void {
    writeWhole(this.#fd, line);
    this.#places.set(key, { offset: this.#end, length: line.length });
    this.#end += line.length;
  }

  close(): void {
    closeSync(this.#fd);
  }
}

export function writeWhole(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written);
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
