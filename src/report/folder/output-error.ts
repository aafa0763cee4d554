/** The machine is in the way of the results: no room, no permission, something else in their place. The message is for people. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** The file or folder that could not be written. */
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no room left on the disk',
  EDQUOT: 'the quota of the disk is used up',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  EBUSY: 'it is in use',
  EIO: 'the disk reports an error',
};

/** An error of the file system in plain words; any other error is returned as it is. */
export function asOutputError(error: unknown, path: string): unknown {
  if (error instanceof OutputError || !isSystemError(error)) return error;
  const reason = REASONS[error.code] ?? error.message;
  return new OutputError(`Cannot write ${path}: ${reason} (${error.code}).`, path);
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
