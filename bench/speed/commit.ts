import { execFileSync } from 'node:child_process';

/** The commit that is measured: as `SEATRIAL_COMMIT` says, else as git does; `+` = with changes. */
export function commitOf(folder: string): string {
  const given = process.env.SEATRIAL_COMMIT;
  if (given !== undefined) return given;
  try {
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', folder, ...words])
        .toString()
        .trim();
    const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+';
    return git('rev-parse', '--short', 'HEAD') + changed;
  } catch {
    return 'unknown';
  }
}
