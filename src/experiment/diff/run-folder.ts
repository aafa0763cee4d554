import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { InputError } from '../../scenario/input-error.ts';

export type CsvRow = Readonly<Record<string, string>>;

/** By subject; beside its numbers a client has maps of more of them. */
const rows = z.record(
  z.string(),
  z.record(z.string(), z.union([z.number(), z.string(), z.null(), z.record(z.string(), z.unknown())])),
);

/** What is read of summary.json. */
const summarySchema = z.object({
  scenario: z.string(),
  seed: z.union([z.number(), z.string()]),
  version: z.string(),
  fingerprint: z.string(),
  duration_s: z.number(),
  clients: rows,
  services: rows,
  nodes: rows,
  // Summaries of earlier releases have none.
  balancers: rows.default({}),
  placement: z.looseObject({ headroom: z.record(z.string(), z.number().nullable()) }),
});

export type ReadSummary = z.infer<typeof summarySchema>;

/** Files without which two runs cannot be compared. */
const needed = ['summary.json', 'fingerprints.csv', 'tasks.csv', 'updates.csv', 'events.csv'];

/** The folder that a run left, as `seatrial run` writes it. */
export class ReadRun {
  readonly path: string;
  readonly summary: ReadSummary;
  /** Whether some of its requests were traced. */
  readonly traced: boolean;

  private constructor(path: string, summary: ReadSummary, traced: boolean) {
    this.path = path;
    this.summary = summary;
    this.traced = traced;
  }

  /** @throws {InputError} if there is no such folder, or it lacks what a run leaves */
  static async open(path: string): Promise<ReadRun> {
    const found = await stat(path).catch(() => null);
    if (found === null) refuse(path, 'no such folder: give a folder that `seatrial run` wrote');
    if (!found.isDirectory()) refuse(path, 'this is a file: give the folder that `seatrial run` wrote');
    const missing: string[] = [];
    for (const name of needed) if (!(await isFile(join(path, name)))) missing.push(name);
    if (missing.length === needed.length)
      refuse(path, 'not the folder of a run: it has no summary.json; `seatrial run SCENARIO --out FOLDER` writes one');
    if (missing.length > 0)
      refuse(path, `not the whole folder of a run: ${missing.join(', ')} missing; run the scenario again`);
    return new ReadRun(path, await readSummary(join(path, 'summary.json')), await isFile(join(path, 'requests.csv')));
  }

  /**
   * The rows of one of its tables, one after the other.
   *
   * @throws {InputError} if it is not the CSV that a run writes
   */
  async *rows(table: string): AsyncGenerator<CsvRow> {
    const file = join(this.path, `${table}.csv`);
    const parser = parse({ columns: true });
    // Its errors come out of the loop below; a loop that is left early closes the file.
    pipeline(createReadStream(file), parser, () => undefined);
    try {
      yield* parser;
    } catch (error) {
      const { code, message, lines } = error as CsvError;
      if (!String(code).startsWith('CSV_')) throw error;
      throw new InputError([{ file, line: Number(lines ?? 1), column: 1, message: `not CSV: ${message}` }]);
    }
  }
}

async function readSummary(file: string): Promise<ReadSummary> {
  const text = await readFile(file, 'utf8');
  try {
    return summarySchema.parse(JSON.parse(text));
  } catch (error) {
    const what = error instanceof z.ZodError ? (error.issues[0]?.path.join('.') ?? '') : 'not JSON';
    return refuse(file, `not the summary of a run (${what}): run the scenario again`);
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function refuse(file: string, message: string): never {
  throw new InputError([{ file, line: 0, column: 0, message }]);
}
