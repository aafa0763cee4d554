import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { InputError } from '../../scenario/input-error.ts';

const chunkBytes = 1 << 20;
const standardInput = 0;
const retryMs = 10;

/** Lines of a file of any size (`-` = standard input), read piece by piece; without their line ends. What is not UTF-8 is replaced. */
export function* diskLines(file: string): Iterable<string> {
  const descriptor = file === '-' ? standardInput : open(file);
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let rest = '';
  try {
    for (let length = read(descriptor, buffer, file); length > 0; length = read(descriptor, buffer, file)) {
      const lines = (rest + decoder.write(buffer.subarray(0, length))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
    }
    rest += decoder.end();
    if (rest !== '') yield rest;
  } finally {
    if (descriptor !== standardInput) closeSync(descriptor);
  }
}

function open(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** A pipe whose writer is not ready says EAGAIN where somebody made it non-blocking; its end says EOF on some systems. */
function read(descriptor: number, buffer: Buffer, file: string): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw unreadable(file, error);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
    }
  }
}

function unreadable(file: string, error: unknown): InputError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'this is a folder, not a file' : message;
  return new InputError([{ file, line: 0, column: 0, message: reason }]);
}
