/** What the command's exit status tells. */
export const ExitCode = {
  fine: 0,
  /** An expectation does not hold, a suite left its baseline, or two runs differ. */
  failed: 1,
  /** The input is wrong: arguments, scenario, a command on the timeline that Docker refuses. */
  wrongInput: 2,
  /** The machine is in the way (disk, permissions), or Seatrial itself is at fault. */
  fault: 3,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
