/** Where a scenario and the files that it names come from: a disk, or the contents that a job carries. */
export interface FileSource {
  /** The text of a file. Throws an `InputError` that says why if there is none to be had. */
  read(path: string): string;
}
