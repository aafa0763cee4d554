/** One part of an experiment that several machines share: the `number`-th (from 1) of `count`. */
export interface Shard {
  readonly number: number;
  readonly count: number;
}

/** Whether the job at this place (from 0) of the experiment is the shard's own. */
export function inShard({ number, count }: Shard, index: number): boolean {
  return index % count === number - 1;
}

/** `2/8` → the second of eight; `null` = that is none. */
export function readShard(words: string): Shard | null {
  const [, number, count] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(words) ?? [];
  return number === undefined || Number(number) > Number(count)
    ? null
    : { number: Number(number), count: Number(count) };
}

export function shardName({ number, count }: Shard): string {
  return `${number}/${count}`;
}
