import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Marks a folder as written by Seatrial, and names all the files that it wrote there. */
export const MARKER = '.seatrial';
/** A marker that is being written. */
const NEXT_MARKER = `${MARKER}.tmp`;

interface Marker {
  readonly seatrial: string;
  readonly files: readonly string[];
}

/** Files that file managers leave in any folder that they show. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** Call it when all other files are there. Their paths are relative to the folder, with `/`, sorted. */
export async function writeMarker(folder: string, version: string): Promise<void> {
  const marker: Marker = { seatrial: version, files: await filesIn(folder) };
  await writeFile(join(folder, MARKER), markerText(marker), { flag: 'wx' });
}

/**
 * Lets a folder that is ours, or empty, hold these files too, whatever else is in it. At one go: killed in between, it is as
 * it was before.
 */
export function addToMarker(folder: string, version: string, files: readonly string[]): void {
  const marker = markerOf(readIfThere(join(folder, MARKER))) ?? { seatrial: version, files: [] };
  const all = [...new Set([...marker.files, ...files])].sort((a, b) => (a < b ? -1 : 1));
  writeFileSync(join(folder, NEXT_MARKER), markerText({ ...marker, files: all }));
  renameSync(join(folder, NEXT_MARKER), join(folder, MARKER));
}

function markerText(marker: Marker): string {
  return `${JSON.stringify(marker, null, 2)}\n`;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Why this folder must not be replaced: it has no marker, or it has files that the marker does not name, which would be lost.
 * `null` = it is ours alone, or empty.
 */
export async function reasonToKeep(folder: string): Promise<string | null> {
  const found = (await filesIn(folder)).filter((file) => file !== MARKER && file !== NEXT_MARKER);
  const marker = await readMarker(folder);
  if (marker === null) return found.length === 0 ? null : 'it was not written by Seatrial';
  const ours = new Set(marker.files);
  const foreign = found.find((file) => !ours.has(file));
  return foreign === undefined ? null : `it has ${foreign}, which Seatrial did not write`;
}

async function readMarker(folder: string): Promise<Marker | null> {
  try {
    const path = join(folder, MARKER);
    return (await lstat(path)).isFile() ? markerOf(await readFile(path, 'utf8')) : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function markerOf(text: string): Marker | null {
  try {
    const value: unknown = JSON.parse(text);
    return isMarker(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isMarker(value: unknown): value is Marker {
  if (typeof value !== 'object' || value === null || !('seatrial' in value) || !('files' in value)) return false;
  return typeof value.seatrial === 'string' && Array.isArray(value.files);
}

/** All that is in a folder at any depth and is not a folder, and folders that are empty; links are not followed. */
async function filesIn(folder: string, prefix = ''): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !LITTER.has(entry.name));
  const files: string[] = [];
  for (const entry of entries) {
    const name = `${prefix}${entry.name}`;
    const within = entry.isDirectory() ? await filesIn(join(folder, entry.name), `${name}/`) : [];
    files.push(...(within.length > 0 ? within : [name]));
  }
  return files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
