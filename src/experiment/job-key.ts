import { createHash } from 'node:crypto';
import { version } from '../simulation/version.ts';
import type { Job } from './job.ts';

/** Says of two jobs whether they are the same run: of the same release, files, changes and promises. 32 hex digits. */
export function jobKey({ files, path, overrides, promises, course }: Job): string {
  const whole = JSON.stringify([version, Object.entries(files), path, overrides, promises, course]);
  return createHash('sha256').update(whole).digest('hex').slice(0, 32);
}
