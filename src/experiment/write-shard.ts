import { fillFolder } from '../report/folder/fill-folder.ts';
import { writeMarker } from '../report/folder/marker.ts';
import { version } from '../simulation/version.ts';
import type { FileJournal } from './file-journal.ts';

/**
 * Leaves a finished shard in its folder: its journal alone, for `merge`.
 *
 * @throws {OutputError} if the machine is in the way
 */
export async function writeShard(journal: FileJournal, outDir: string): Promise<void> {
  await fillFolder(outDir, async (folder) => {
    journal.copyTo(folder);
    await writeMarker(folder, version);
  });
}
