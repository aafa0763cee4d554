import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GoldenFile } from './family.ts';

/** A recorded file, or why it is none. */
export type FoundFile =
  | { readonly path: string; readonly file: GoldenFile }
  | { readonly path: string; readonly fault: string };

/** All `*.json` in the folders, at any depth, in the order of their paths. A folder that is not there is a fault. */
export function findGoldenFiles(folders: readonly string[]): FoundFile[] {
  return folders.flatMap((folder) => {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [{ path: folder, fault: 'no such folder' }];
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    if (names.length === 0) return [{ path: folder, fault: 'no *.json in this folder' }];
    return names.sort((a, b) => (a < b ? -1 : 1)).map((name) => readGoldenFile(join(folder, name)));
  });
}

function readGoldenFile(path: string): FoundFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { path, fault: error instanceof Error ? error.message : String(error) };
  }
  if (typeof content !== 'object' || content === null) return { path, fault: 'not an object' };
  if ('family' in content && typeof content.family === 'string')
    return { path, file: { ...content, family: content.family } };
  // Recordings of real swarms say no family; these three they all have.
  const isRecording = 'cluster' in content && 'steps' in content && 'tasks' in content;
  return isRecording ? { path, file: { ...content, family: 'swarm-recording' } } : { path, fault: 'names no family' };
}
