/** A file that was read: its name as the user gave it, for messages, and what it says. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** A map of YAML, as plain data, in the order in which it is to be written. */
export type Entry = Readonly<Record<string, unknown>>;
