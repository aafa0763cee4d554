import { join } from 'node:path';
import { InputError } from '../scenario/input-error.ts';
import { version } from '../simulation/version.ts';
import { type FileJournal, openJournal } from './file-journal.ts';
import { JournalFile } from './journal-file.ts';
import { journalName } from './journal-format.ts';
import { type Shard, shardName } from './shard.ts';

interface Part {
  readonly folder: string;
  readonly file: JournalFile;
  readonly shard: Shard;
}

/**
 * Puts together what the shards of an experiment left in their folders.
 *
 * @param outDir where the report of the whole will go
 * @returns the design that they share, and a journal that knows all their jobs
 * @throws {InputError} if a folder holds no finished shard, they are of different experiments, or one is missing
 */
export async function mergeJournals(
  folders: readonly string[],
  outDir: string,
): Promise<{ design: string; journal: FileJournal }> {
  const parts = folders.map(readPart);
  const [first] = parts;
  if (first === undefined) throw new Error('no shard to merge');
  for (const part of parts.slice(1)) checkSame(first, part);
  checkAllThere(parts, first.shard.count);
  const { design } = first.file.header;
  return {
    design,
    journal: await openJournal(outDir, design, { resume: false, sources: parts.map(({ file }) => file) }),
  };
}

function readPart(folder: string): Part {
  const file = JournalFile.open(join(folder, journalName));
  if (file === null) throw wrong(folder, `no ${journalName} of a shard is there`);
  const { shard, whole, version: its } = file.header;
  if (shard === null) throw wrong(folder, 'it is of an experiment that was not divided into shards');
  if (its !== version) throw wrong(folder, `it is of Seatrial ${its}, this is ${version}: results may differ`);
  if (!whole) throw wrong(folder, `shard ${shardName(shard)} is not finished: run it again with --resume`);
  return { folder, file, shard };
}

function checkSame(first: Part, part: Part): void {
  if (part.file.header.design !== first.file.header.design)
    throw wrong(part.folder, `it is of another experiment than ${first.folder}`);
  if (part.shard.count !== first.shard.count)
    throw wrong(part.folder, `it is shard ${shardName(part.shard)}, but ${first.folder} is ${shardName(first.shard)}`);
}

function checkAllThere(parts: readonly Part[], count: number): void {
  const numbers = new Set(parts.map(({ shard }) => shard.number));
  const missing = Array.from({ length: count }, (_, index) => ({ number: index + 1, count })).filter(
    ({ number }) => !numbers.has(number),
  );
  if (missing.length > 0) throw wrong('merge', `missing: shard ${missing.map(shardName).join(', ')}`);
}

function wrong(file: string, message: string): InputError {
  return new InputError([{ file, line: 0, column: 0, message }]);
}
