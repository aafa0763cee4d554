import { appendFileSync, readFileSync } from 'node:fs';
import type { Job, JobOutcome } from '../../job.ts';

/** Dies as often as the job's `overrides` say; `path` is a file that counts. */
export default function dieOrFail({ path, overrides: [deaths] }: Job): JobOutcome {
  appendFileSync(path, '.');
  if (readFileSync(path, 'utf8').length <= Number(deaths)) process.exit(1);
  return { ok: false, kind: 'input', message: 'alive', stack: '' };
}
