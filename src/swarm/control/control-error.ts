/** gRPC codes that the control API answers with, as Go prints them. */
export type ControlCode =
  | 'InvalidArgument'
  | 'NotFound'
  | 'AlreadyExists'
  | 'FailedPrecondition'
  | 'Unimplemented'
  | 'Unavailable'
  | 'DeadlineExceeded'
  | 'Unknown';

/**
 * A refusal by the managers' control API. The engine prints it as `rpc error: code = <code> desc = <desc>`.
 * Source: SwarmKit `manager/controlapi`.
 */
export class ControlError extends Error {
  readonly code: ControlCode;
  readonly desc: string;

  constructor(code: ControlCode, desc: string) {
    super(`rpc error: code = ${code} desc = ${desc}`);
    this.name = 'ControlError';
    this.code = code;
    this.desc = desc;
  }
}

/**
 * A refusal by the engine itself, before it asks the managers (lookups by name or id prefix): printed bare, without
 * `rpc error`. Source: moby `daemon/cluster/helpers.go`.
 */
export class LookupError extends Error {
  readonly matches: number;

  constructor(kind: 'node' | 'service' | 'task', argument: string, matches: number) {
    super(
      matches === 0 ? `${kind} ${argument} not found` : `${kind} ${argument} is ambiguous (${matches} matches found)`,
    );
    this.name = 'LookupError';
    this.matches = matches;
  }
}
