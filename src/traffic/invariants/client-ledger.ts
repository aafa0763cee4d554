import type { TrafficParts } from '../traffic-parts.ts';
import { agree } from './agree.ts';
import type { Ledger } from './ledger.ts';
import { sendsAttempts } from './sends-attempts.ts';
import { StepArea } from './step-area.ts';
import { tapAfter } from './tap.ts';
import { Touched } from './touched.ts';

/**
 * Of each client, and of each call of tasks: what was sent has ended once or is waited for, and L = λW – the integral of the requests that
 * it waits for is the sum of the latencies that were recorded and of the ages of those that it still waits for.
 */
export class ClientLedger implements Ledger {
  readonly #parts: TrafficParts;
  readonly #waiting: StepArea[];
  readonly #begun: Float64Array;
  readonly #ended: Float64Array;
  readonly #spentMs: Float64Array;
  readonly #touched = new Touched();

  constructor(parts: TrafficParts, nowMs: number) {
    const { clients, requests, series } = parts;
    this.#parts = parts;
    this.#waiting = clients.map(() => new StepArea(nowMs));
    this.#begun = new Float64Array(clients.length);
    this.#ended = new Float64Array(clients.length);
    this.#spentMs = new Float64Array(clients.length);
    tapAfter(requests, 'begin', (_slot, client, caller) => {
      if (sendsAttempts(parts, caller)) return;
      this.#begun[client]!++;
      this.#touched.add(client);
    });
    tapAfter(series, 'record', (_tally, client, _outcome, latencyMs) => {
      // What a class of requests is measured by besides has a number behind all clients.
      if (client >= clients.length) return;
      this.#ended[client]!++;
      this.#spentMs[client]! += latencyMs;
      this.#touched.add(client);
    });
  }

  checkTouched(nowMs: number): void {
    this.#touched.forEach((client) => {
      this.#count(client, nowMs);
      if (this.#waiting[client]!.count === 0) this.#checkLatencies(client, 0, nowMs);
    });
  }

  checkAll(nowMs: number): void {
    const { requests, clients } = this.#parts;
    const agesMs = new Float64Array(clients.length);
    for (const slot of requests.held()) {
      if (requests.ended[slot] === 0 && !sendsAttempts(this.#parts, requests.caller[slot]!))
        agesMs[requests.client[slot]!]! += nowMs - requests.bornMs[slot]!;
    }
    clients.forEach((_, client) => {
      this.#count(client, nowMs);
      this.#checkLatencies(client, agesMs[client]!, nowMs);
    });
  }

  #count(client: number, nowMs: number): void {
    const { clients, sink } = this.#parts;
    const { name, sent } = clients[client]!;
    const [ok, failed] = [sink.ok[client]!, sink.failed[client]!];
    const left = this.#begun[client]! - this.#ended[client]!;
    if (sent - ok - failed !== left)
      throw new Error(`client ${name}: ${sent} sent − ${ok} ok − ${failed} failed, but ${left} have not ended`);
    this.#waiting[client]!.set(left, nowMs);
  }

  #checkLatencies(client: number, agesMs: number, nowMs: number): void {
    const areaMs = this.#waiting[client]!.areaMs(nowMs);
    const spentMs = this.#spentMs[client]! + agesMs;
    if (!agree(areaMs, spentMs)) {
      const { name } = this.#parts.clients[client]!;
      throw new Error(`client ${name}: ${areaMs} requests × ms under way, but they took ${spentMs} ms`);
    }
  }
}
