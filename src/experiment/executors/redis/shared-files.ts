import { createHash } from 'node:crypto';
import type { Job } from '../../job.ts';
import type { RedisClient } from './bull-mq.ts';
import { renewSignMs, signOfLifeSeconds } from './queue-contract.ts';

type Files = Job['files'];

/**
 * The files of jobs, once each in Redis however many jobs have them. They are also the sign that somebody still waits for the
 * results: they vanish a minute after the last who does.
 */
export class PublishedFiles {
  readonly #client: RedisClient;
  readonly #keys = new Map<Files, string>();
  readonly #timer: NodeJS.Timeout;

  /** @param client Redis: a command waits while the connection is lost */
  constructor(client: RedisClient) {
    this.#client = client;
    this.#timer = setInterval(() => void this.renew().catch(() => undefined), renewSignMs);
  }

  /** @returns their key */
  async publish(files: Files): Promise<string> {
    const known = this.#keys.get(files);
    if (known !== undefined) return known;
    const text = JSON.stringify(files);
    const key = `seatrial:files:${createHash('sha256').update(text).digest('hex')}`;
    await this.#client.set(key, text, 'EX', signOfLifeSeconds);
    this.#keys.set(files, key);
    return key;
  }

  /** Keeps them there; what Redis has lost is put there again. */
  async renew(): Promise<void> {
    for (const [files, key] of this.#keys)
      if ((await this.#client.expire(key, signOfLifeSeconds)) === 0)
        await this.#client.set(key, JSON.stringify(files), 'EX', signOfLifeSeconds);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** Experiments whose files a worker remembers. */
const mostRemembered = 4;

/** The other side: the files of the jobs that a worker gets. */
export class FetchedFiles {
  readonly #remembered = new Map<string, Files>();

  /** `null` = they are gone: nobody waits for the result. */
  async fetch(client: RedisClient, key: string): Promise<Files | null> {
    const known = this.#remembered.get(key);
    if (known !== undefined) return (await client.exists(key)) === 1 ? known : null;
    const text = await client.get(key);
    if (text === null) return null;
    const files = JSON.parse(text) as Files;
    this.#remembered.set(key, files);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > mostRemembered && oldest !== undefined) this.#remembered.delete(oldest);
    return files;
  }
}
