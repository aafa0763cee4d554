/** The engine's words for a container that has ended badly. Source: SwarmKit `agent/exec/errors.go`, moby `executor/container/errors.go`. */
export function nonZeroExit(exitCode: number, reason: string): string {
  return reason === '' ? `task: non-zero exit (${exitCode})` : `task: non-zero exit (${exitCode}): ${reason}`;
}

/** The reason where the engine ended a container because of its health check. Source: moby `executor/container/errors.go`. */
export const unhealthyContainer = 'dockerexec: unhealthy container';
