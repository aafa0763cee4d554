import { writeMarker } from '../report/folder/marker.ts';
import { asOutputError } from '../report/folder/output-error.ts';
import { RunFolder } from '../report/folder/run-folder.ts';
import { version } from '../simulation/version.ts';
import type { FileJournal } from './file-journal.ts';

/**
 * Leaves a finished shard in its folder: its journal alone, for `merge`.
 *
 * @throws {OutputError} if the machine is in the way
 */
export async function writeShard(journal: FileJournal, outDir: string): Promise<void> {
  const folder = await RunFolder.open(outDir);
  try {
    journal.copyTo(folder.path);
    await writeMarker(folder.path, version);
    await folder.finish();
  } catch (error) {
    folder.abandon();
    throw asOutputError(error, outDir);
  }
}
