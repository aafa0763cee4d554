import { readFileSync } from 'node:fs';
import type { FileSource } from './file-source.ts';
import { InputError } from './input-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'no permission to read it',
  ENOTDIR: 'a part of the path is not a folder',
  ENAMETOOLONG: 'the name is too long',
};

/** Files of the disk, by path from the working folder. */
export const diskFiles: FileSource = {
  read(path) {
    return textOf(path, bytesOf(path));
  },
};

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new InputError([{ file: path, line: 0, column: 0, message: reasons[code] ?? message }]);
  }
}

/** Without a byte order mark. */
function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = lineOfFirstWrongByte(bytes);
    throw new InputError([{ file: path, line, column: 1, message: 'not UTF-8 text: save the file as UTF-8' }]);
  }
}

function lineOfFirstWrongByte(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  return lenient.slice(0, lenient.indexOf('\uFFFD')).split('\n').length;
}
