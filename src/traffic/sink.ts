import type { ClientSeries } from '../metrics/client-series.ts';
import type { Fingerprint } from '../metrics/fingerprint.ts';
import { outcome, outcomeKinds } from '../metrics/outcome.ts';
import { part, RequestParts } from '../metrics/parts.ts';
import type { Backend } from './balancer/backend.ts';
import { terminations } from './balancer/termination.ts';
import type { Breakdown } from './breakdown.ts';
import type { RequestClasses } from './client/request-classes.ts';
import type { HopLog, Trace } from './hop-log.ts';
import type { Caller } from './journey-parties.ts';
import { partsOf, partsOfFailed } from './request-parts.ts';
import type { RequestTable } from './request-table.ts';
import type { BalancerFrontend, ResponseHeader } from './spec.ts';
import type { Stations } from './station/stations.ts';
import type { HopRecord, RequestTrace, TrafficNode } from './traffic-options.ts';

export interface SinkOptions {
  readonly requests: RequestTable;
  readonly series: ClientSeries;
  readonly breakdown: Breakdown;
  readonly fingerprint: Fingerprint;
  readonly stations: Stations;
  readonly nodes: readonly TrafficNode[];
  /** Names by client, and the frontend that each asks (`null` = none). */
  readonly clients: readonly string[];
  /** By client; `null` = its requests are all of one. */
  readonly classes: readonly (RequestClasses | null)[];
  readonly frontends: readonly (BalancerFrontend | null)[];
  readonly backends: readonly Backend[];
  readonly hops: HopLog;
  traced(row: RequestTrace, hops: readonly HopRecord[]): void;
}

/** Where requests end: their outcomes are recorded, hashed, and written down if they are traced. */
export class Sink implements Caller {
  /** Requests that have ended, by client: the ok ones and the others. */
  readonly ok: Float64Array;
  readonly failed: Float64Array;
  readonly #options: SinkOptions;
  readonly #requests: RequestTable;
  readonly #series: ClientSeries;
  readonly #breakdown: Breakdown;
  readonly #fingerprint: Fingerprint;
  readonly #classes: SinkOptions['classes'];
  /** By client: where the series has its first class. */
  readonly #firstClass: readonly number[];
  /** Of the request that ends. */
  readonly #parts = new RequestParts();

  constructor(options: SinkOptions) {
    this.#options = options;
    this.#requests = options.requests;
    this.#series = options.series;
    this.#breakdown = options.breakdown;
    this.#fingerprint = options.fingerprint;
    this.#classes = options.classes;
    this.ok = new Float64Array(options.clients.length);
    this.failed = new Float64Array(options.clients.length);
    let next = options.clients.length;
    this.#firstClass = options.classes.map((classes) => {
      const first = next;
      next += classes?.names.length ?? 0;
      return first;
    });
  }

  ended(slot: number, outcomeIndex: number, nowMs: number): void {
    const requests = this.#requests;
    const fingerprint = this.#fingerprint;
    const client = requests.client[slot]!;
    const latencyMs = nowMs - requests.bornMs[slot]!;
    const tally = this.#series.record(client, outcomeIndex, latencyMs, nowMs);
    this.#breakdown.record(requests.task[slot]!, outcomeIndex, latencyMs);
    if (outcomeIndex === outcome.ok) {
      this.ok[client]!++;
      partsOf(requests, slot, latencyMs, this.#parts.ms);
      tally.parts.record(this.#parts);
    } else this.failed[client]!++;
    const classes = this.#classes[client];
    if (classes) this.#recordClass(slot, client, classes, outcomeIndex, latencyMs, nowMs);
    fingerprint.words(client, outcomeIndex);
    fingerprint.number(latencyMs);
    fingerprint.endEvent(nowMs);
    if (requests.traced[slot] === 1) {
      const trace = this.#options.hops.take(slot, nowMs);
      this.#options.traced(this.#row(trace, slot, outcomeIndex, latencyMs, nowMs), trace.hops);
    }
  }

  #recordClass(
    slot: number,
    client: number,
    classes: RequestClasses,
    outcomeIndex: number,
    latencyMs: number,
    nowMs: number,
  ): void {
    const { requests, series } = this.#options;
    const index = this.#firstClass[client]! + classes.of(requests.demandKey[slot]!);
    const tally = series.record(index, outcomeIndex, latencyMs, nowMs);
    if (outcomeIndex === outcome.ok) tally.parts.record(this.#parts);
  }

  #row({ request, parent }: Trace, slot: number, outcomeIndex: number, latencyMs: number, nowMs: number): RequestTrace {
    const { requests, nodes, stations, clients, backends, frontends } = this.#options;
    const task = stations.all[requests.task[slot]!];
    const backend = backends[requests.backend[slot]!];
    const ok = outcomeIndex === outcome.ok;
    if (!ok) partsOfFailed(requests, slot, nowMs, this.#parts.ms);
    const { ms } = this.#parts;
    const status = requests.status[slot]!;
    const classes = this.#classes[requests.client[slot]!];
    // A balancer that is not there yet says nothing.
    const isBalanced = backend !== undefined || (frontends[requests.client[slot]!] !== null && status > 0);
    return {
      time_s: nowMs / 1000,
      client: clients[requests.client[slot]!]!,
      entry_node: nodes[requests.entryNode[slot]!]?.name ?? '',
      balancer_server: backend?.spec.servers[requests.server[slot]!]?.name ?? '',
      node: task === undefined ? '' : nodes[task.description.node]!.name,
      task: task?.description.id ?? '',
      outcome: outcomeKinds[outcomeIndex]!,
      // Without a balancer the task's own status is all there is.
      status: status > 0 ? status : ok && backend === undefined ? 200 : null,
      latency_ms: latencyMs,
      network_ms: ms[part.network]!,
      queue_ms: ms[part.queue]!,
      backlog_ms: ms[part.backlog]!,
      service_ms: ms[part.service]!,
      headers: ok ? this.#headers(slot, backend) : '',
      balancer_retries: backend === undefined ? '' : this.#retries(slot),
      termination: isBalanced ? terminations[requests.termination[slot]!]! : '',
      connect_ms: ms[part.connect]!,
      retries_ms: ms[part.retries]!,
      calls_ms: ms[part.calls]!,
      request,
      parent,
      class: classes ? classes.names[classes.of(requests.demandKey[slot]!)]! : '',
    };
  }

  /** As HAProxy's log has them. */
  #retries(slot: number): string {
    const { retries, redispatched } = this.#options.requests;
    return `${redispatched[slot] === 1 ? '+' : ''}${retries[slot]}`;
  }

  /** What the balancer adds to the response of a server. */
  #headers(slot: number, backend: Backend | undefined): string {
    const { requests, frontends } = this.#options;
    if (backend === undefined) return '';
    const serverId = backend.spec.servers[requests.server[slot]!]?.id ?? -1;
    const rules: readonly ResponseHeader[] = [
      ...backend.spec.responseHeaders,
      ...(frontends[requests.client[slot]!]?.responseHeaders ?? []),
    ];
    return rules
      .filter(({ ifServerId }) => ifServerId === null || ifServerId === serverId)
      .map(({ name, value }) => `${name}: ${value}`)
      .join('; ');
  }
}
