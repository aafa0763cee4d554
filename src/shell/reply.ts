/** What a command came to. */
export interface Reply {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export function said(stdout = ''): Reply {
  return { stdout, stderr: '', exitCode: 0 };
}

/** Without a line feed. 2 = wrong use, as in a shell. */
export function refused(message: string, exitCode = 2): Reply {
  return { stdout: '', stderr: `${message}\n`, exitCode };
}
