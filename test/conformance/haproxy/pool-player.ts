import { requestKey } from '../../../src/traffic/balancer/haproxy/request-key.ts';
import { queued, refused, ServerPool } from '../../../src/traffic/balancer/server-pool.ts';
import type { BalancerBackend } from '../../../src/traffic/spec.ts';
import { runCommand } from './commands.ts';
import type { RecordedEvent, RecordedOutput, Served } from './recorded-case.ts';

const unavailable = { status: 503 } as const;
const ok = 200;
/** The number of requests that are not held. */
const passing = 1_000_000;

/** Plays recorded events on a pool of ours, and answers as the recording does. One event takes one millisecond. */
export class PoolPlayer {
  readonly pool: ServerPool;
  readonly #backend: BalancerBackend;
  readonly #asking = { key: -1, nowMs: 0, draw: () => 0 };
  /** By request: what it is hashed by. */
  readonly #keys = new Map<number, string>();
  readonly #serverOf = new Map<number, number>();
  readonly #waiting = new Set<number>();
  readonly #received: number[] = [];
  #dequeued: [number, Served][] = [];
  #nowMs = 0;

  constructor(backend: BalancerBackend) {
    this.#backend = backend;
    this.pool = new ServerPool(backend, {
      asking: (request) => {
        this.#asking.key = this.#keyOf(request);
        return this.#asking;
      },
      dequeued: (request, server) => {
        this.#arrive(request, server);
        this.#dequeued.push([request, server + 1]);
      },
      refused: (request) => {
        this.#waiting.delete(request);
        this.#dequeued.push([request, unavailable]);
      },
    });
  }

  play(event: RecordedEvent): RecordedOutput {
    this.#nowMs++;
    this.#dequeued = [];
    const output = this.#output(event);
    if (this.#dequeued.length === 0) return output;
    return { ...output, dequeued: this.#dequeued.sort(([a], [b]) => a - b) };
  }

  /** Requests that wait, and those that the servers have received, in their order. */
  get waiting(): number {
    return this.#waiting.size;
  }

  get received(): readonly number[] {
    return [...this.#received];
  }

  #output(event: RecordedEvent): RecordedOutput {
    switch (event.op) {
      case 'reqs':
        return { servers: Array.from({ length: event.n }, () => this.#pass('')) };
      case 'keys':
        return { servers: event.keys.map((key) => this.#pass(key)) };
      case 'open':
        return this.#open(event.id, event.headers?.['X-Key'] ?? '');
      case 'finish':
        return this.#finish(event.id);
      case 'abort':
        return this.#abort(event.id);
      case 'cli':
        runCommand(event.cmd, this.pool, this.#backend, this.#nowMs);
        return {};
      case 'connect':
        if (this.#backend.mode === 'tcp') this.#open(event.conn, '');
        return {};
      case 'close':
        if (this.#backend.mode === 'tcp') this.#finish(event.conn);
        return {};
      case 'requests':
        return { servers: Array.from({ length: event.n }, () => this.#onConnection(event.conn)) };
    }
  }

  /** A request that ends before anything else happens. */
  #pass(key: string): Served {
    this.#keys.set(passing, key);
    const server = this.pool.admit(passing, this.#nowMs);
    this.pool.leave(passing, this.#nowMs);
    return server < 0 ? unavailable : server + 1;
  }

  #open(id: number, key: string): RecordedOutput {
    this.#keys.set(id, key);
    const server = this.pool.admit(id, this.#nowMs);
    if (server === refused) return unavailable;
    if (server === queued) {
      this.#waiting.add(id);
      const waitsFor = this.pool.waitsFor(id);
      return { queued: waitsFor < 0 ? 'backend' : `s${waitsFor + 1}` };
    }
    this.#arrive(id, server);
    return { server: server + 1 };
  }

  #arrive(request: number, server: number): void {
    this.#waiting.delete(request);
    this.#serverOf.set(request, server);
    this.#received.push(request);
  }

  #finish(id: number): RecordedOutput {
    const server = (this.#serverOf.get(id) ?? -1) + 1;
    this.pool.leave(id, this.#nowMs);
    return { status: ok, server };
  }

  #abort(id: number): RecordedOutput {
    if (this.#backend.abortOnClose) {
      this.#waiting.delete(id);
      this.pool.leave(id, this.#nowMs);
    }
    return {};
  }

  /** By connection, or each request for itself. */
  #onConnection(connection: number): Served {
    return this.#backend.mode === 'tcp' ? (this.#serverOf.get(connection) ?? -1) + 1 : this.#pass('');
  }

  #keyOf(request: number): number {
    const { algorithm } = this.#backend;
    if (algorithm.kind !== 'hash') return -1;
    const key = this.#keys.get(request) ?? '';
    return requestKey(algorithm.of, algorithm.type.function, { address: key, path: key, header: () => key });
  }
}
