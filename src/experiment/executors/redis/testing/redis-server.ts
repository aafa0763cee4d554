import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBullMq } from '../bull-mq.ts';

/** Whether a Redis can be started and spoken to; where SEATRIAL_NO_SKIPS says so, it must be. */
export async function canTestRedis(): Promise<boolean> {
  if (process.env.SEATRIAL_NO_SKIPS === '1') return true;
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    await loadBullMq();
    return true;
  } catch {
    return false;
  }
}

/** A Redis of its own, which forgets everything when it ends. */
export class RedisServer {
  readonly port: number;
  readonly url: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'seatrial-redis-'));
  #process: ChildProcess | null = null;

  private constructor(port: number) {
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const words = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn('redis-server', [...words, '--dir', this.#folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve());
      child.on('error', reject);
      child.on('exit', () => reject(new Error('redis-server has ended')));
    });
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child === null) return;
    this.#process = null;
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  /** What `redis-cli` answers, a line each. */
  ask(...words: readonly string[]): string[] {
    const text = execFileSync('redis-cli', ['-p', String(this.port), ...words], { encoding: 'utf8' });
    return text.split('\n').filter((line) => line !== '');
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
