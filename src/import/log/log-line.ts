/** A request as a line of a log has it. */
export interface LoggedRequest {
  /** ms since 1970, of a clock that may know only seconds. */
  readonly timeMs: number;
  /** ms; NaN = it says none, or it is not that of an answer. */
  readonly durationMs: number;
}

/** A form of log lines. */
export interface LogForm {
  /** As messages name it. */
  readonly name: string;
  /** Steps of the clock of its times, ms. */
  readonly timeStepMs: number;
  /** Steps of its durations, ms. */
  readonly durationStepMs: number;
  /** Whether a line's time is that of its request's end. */
  readonly timeIsEnd: boolean;
  /** `null` = the line is no request in this form. */
  read(line: string): LoggedRequest | null;
}
