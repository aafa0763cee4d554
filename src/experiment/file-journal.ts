import { closeSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { addToMarker } from '../report/folder/marker.ts';
import { asOutputError } from '../report/folder/output-error.ts';
import { checkRunFolder, realTarget } from '../report/folder/run-folder.ts';
import { version } from '../simulation/version.ts';
import type { JobResult } from './job-result.ts';
import type { Journal } from './journal.ts';
import { JournalFile, writeWhole } from './journal-file.ts';
import { headerLine, jobLine, journalName, newHeader, resultOfLine } from './journal-format.ts';
import type { Shard } from './shard.ts';

/** A journal that is being put together. */
const nextName = `${journalName}.tmp`;

export interface JournalOptions {
  /** Whether jobs that an earlier, unfinished experiment left in the folder count as done; else they are forgotten. */
  readonly resume: boolean;
  /** Which part of the experiment this is; all of it if there is none. */
  readonly shard?: Shard | null;
  /** Where results may be found beside. */
  readonly sources?: readonly JournalFile[];
}

/**
 * The journal of an experiment in the folder that its report will go to. Nothing is written before the first job is done; from then
 * on the folder holds `jobs.jsonl`, beside a report that stands there already.
 *
 * @param design what the experiment is (JSON): journals of the same design may be merged
 * @throws {OutputError} if results may not go there
 */
export async function openJournal(outDir: string, design: string, options: JournalOptions): Promise<FileJournal> {
  await checkRunFolder(outDir);
  return new FileJournal(outDir, await realTarget(outDir), design, options);
}

export class FileJournal implements Journal {
  readonly #outDir: string;
  readonly #folder: string;
  readonly #design: string;
  readonly #shard: Shard | null;
  readonly #sources: readonly JournalFile[];
  /** In the order of the experiment. */
  readonly #asked = new Set<string>();
  #file: JournalFile | null = null;
  #failure: unknown = null;
  /** How many jobs an earlier experiment has left. */
  readonly known: number;

  constructor(outDir: string, folder: string, design: string, { resume, shard, sources }: JournalOptions) {
    this.#outDir = outDir;
    this.#folder = folder;
    this.#design = design;
    this.#shard = shard ?? null;
    this.#sources = sources ?? [];
    this.known = resume ? this.#resume() : 0;
  }

  find(key: string): JobResult | undefined {
    this.#asked.add(key);
    const line = this.#line(key);
    return line === undefined ? undefined : resultOfLine(line.toString('utf8'));
  }

  /** @throws {OutputError} if the disk is in the way; from then on each time */
  keep(key: string, result: JobResult): void {
    this.#write(() => {
      this.#file ??= this.#create(null);
      this.#file.append(key, Buffer.from(jobLine(key, result)));
    });
  }

  /**
   * Writes the whole journal into the folder of the finished experiment: the jobs that were asked for, in that order, so that its
   * bytes do not depend on how they were run. A job that failed has no result (a plan goes on without the value it was for).
   */
  copyTo(folder: string): void {
    const fd = openSync(join(folder, journalName), 'wx');
    try {
      writeWhole(fd, Buffer.from(headerLine(newHeader(this.#design, this.#shard, true))));
      for (const key of this.#asked) {
        const line = this.#line(key);
        if (line !== undefined) writeWhole(fd, line);
      }
    } finally {
      closeSync(fd);
    }
  }

  close(): void {
    this.#file?.close();
    for (const source of this.#sources) source.close();
  }

  #line(key: string): Buffer | undefined {
    for (const file of [this.#file, ...this.#sources]) {
      const line = file?.line(key);
      if (line !== undefined) return line;
    }
    return undefined;
  }

  #resume(): number {
    const earlier = JournalFile.open(join(this.#folder, journalName));
    if (earlier === null) return 0;
    // Another release has other results.
    if (earlier.header.version === version) this.#write(() => (this.#file = this.#create(earlier)));
    earlier.close();
    return this.#file?.size ?? 0;
  }

  /** With the jobs of an earlier one, but for its last line if that is torn. It appears when it is complete. */
  #create(earlier: JournalFile | null): JournalFile {
    mkdirSync(this.#folder, { recursive: true });
    addToMarker(this.#folder, version, [journalName, nextName]);
    const file = JournalFile.create(join(this.#folder, nextName), newHeader(this.#design, this.#shard, false));
    for (const key of earlier?.keys ?? []) file.append(key, earlier!.line(key)!);
    renameSync(join(this.#folder, nextName), join(this.#folder, journalName));
    return file;
  }

  /** After a failure nothing is written: a line after a torn one would be lost with it. */
  #write(action: () => void): void {
    if (this.#failure !== null) throw this.#failure;
    try {
      action();
    } catch (error) {
      this.#failure = asOutputError(error, this.#outDir);
      throw this.#failure;
    }
  }
}
