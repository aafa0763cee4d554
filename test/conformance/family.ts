/** One recorded case, run. */
export interface CaseResult {
  readonly id: string;
  readonly passed: boolean;
  /** The first difference to what was recorded, for a person to read. Only where the case fails. */
  readonly difference?: string;
}

/** A recorded file, parsed: beside `family` it has what its family's README section says. */
export interface GoldenFile {
  readonly family: string;
}

/** How the cases of one kind of recorded file are run and compared. One file in `families/` each. */
export interface Family {
  /** As the table shows it. */
  readonly name: string;
  /** Whether the file is of this family; a file of no family at all is offered as `swarm-recording`. */
  accepts(file: GoldenFile): boolean;
  /**
   * Runs the cases one after the other. Throws only if the file is not what its family says. Those that are not wanted
   * may be left out.
   */
  run(file: unknown, wants?: (id: string) => boolean): Iterable<CaseResult>;
}
