import { version } from '../simulation/version.ts';
import { decodeResult, encodeResult, type JobResult } from './job-result.ts';
import { readShard, type Shard, shardName } from './shard.ts';

/** In the folder of an experiment: a header, then a line for each job that is done. */
export const journalName = 'jobs.jsonl';

/** The first line. */
export interface JournalHeader {
  readonly version: string;
  /** What the experiment is, in words of the one who asked for it (JSON). */
  readonly design: string;
  /** `null` = all of it. */
  readonly shard: Shard | null;
  /** Whether all is done. The jobs are then in the order of the experiment, else in that in which they ended. */
  readonly whole: boolean;
}

export function headerLine({ version: seatrial, design, shard, whole }: JournalHeader): string {
  return `${JSON.stringify({ seatrial, whole, ...(shard === null ? {} : { shard: shardName(shard) }), design })}\n`;
}

/** `null` = that is none. */
export function readHeader(line: string): JournalHeader | null {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null) return null;
  const { seatrial, whole, shard, design } = value as Readonly<Record<string, unknown>>;
  if (typeof seatrial !== 'string' || typeof whole !== 'boolean' || typeof design !== 'string') return null;
  return { version: seatrial, whole, shard: typeof shard === 'string' ? readShard(shard) : null, design };
}

export function newHeader(design: string, shard: Shard | null, whole: boolean): JournalHeader {
  return { version, design, shard, whole };
}

const beforeResult = ',"result":';

export function jobLine(key: string, result: JobResult): string {
  return `{"key":${JSON.stringify(key)}${beforeResult}${encodeResult(result)}}\n`;
}

/** Of the beginning of a line. `null` = it is no job's. */
export function keyOfLine(beginning: string): string | null {
  return /^\{"key":"([0-9a-f]+)","result":/.exec(beginning)?.[1] ?? null;
}

export function resultOfLine(line: string): JobResult {
  return decodeResult(line.slice(line.indexOf(beforeResult) + beforeResult.length, line.lastIndexOf('}')));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
