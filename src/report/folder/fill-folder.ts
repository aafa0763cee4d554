import { asOutputError } from './output-error.ts';
import { RunFolder } from './run-folder.ts';

/**
 * Has a folder filled beside its place and puts it there when it is whole; on any failure what was there before is untouched and
 * nothing else is left.
 *
 * @param outDir absolute or relative to the current folder; folders above it are made.
 * @throws OutputError if the machine is in the way: the folder is not ours to replace, no permission, no room.
 */
export async function fillFolder(outDir: string, fill: (path: string) => Promise<void>): Promise<void> {
  const folder = await RunFolder.open(outDir);
  try {
    await fill(folder.path);
    await folder.finish();
  } catch (error) {
    folder.abandon();
    throw asOutputError(error, outDir);
  }
}
