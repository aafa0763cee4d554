import type { ClientSeries } from '../metrics/client-series.ts';
import type { Fingerprint } from '../metrics/fingerprint.ts';
import { outcome, outcomeKinds } from '../metrics/outcome.ts';
import type { Backend } from './balancer/backend.ts';
import { terminations } from './balancer/termination.ts';
import type { JourneySink } from './journey.ts';
import type { RequestTable } from './request-table.ts';
import type { BalancerFrontend, ResponseHeader } from './spec.ts';
import type { Stations } from './station/stations.ts';
import type { RequestTrace, TrafficNode } from './traffic-options.ts';

export interface SinkOptions {
  readonly requests: RequestTable;
  readonly series: ClientSeries;
  readonly fingerprint: Fingerprint;
  readonly stations: Stations;
  readonly nodes: readonly TrafficNode[];
  /** Names by client, and the frontend that each asks (`null` = none). */
  readonly clients: readonly string[];
  readonly frontends: readonly (BalancerFrontend | null)[];
  readonly backends: readonly Backend[];
  traced(row: RequestTrace): void;
}

/** Where requests end: their outcomes are recorded, hashed, and written down if they are traced. */
export class Sink implements JourneySink {
  /** Requests that have ended, by client: the ok ones and the others. */
  readonly ok: Float64Array;
  readonly failed: Float64Array;
  readonly #options: SinkOptions;

  constructor(options: SinkOptions) {
    this.#options = options;
    this.ok = new Float64Array(options.clients.length);
    this.failed = new Float64Array(options.clients.length);
  }

  ended(slot: number, outcomeIndex: number, nowMs: number): void {
    const { requests, series, fingerprint } = this.#options;
    const client = requests.client[slot]!;
    const latencyMs = nowMs - requests.bornMs[slot]!;
    if (outcomeIndex === outcome.ok) this.ok[client]!++;
    else this.failed[client]!++;
    series.record(client, outcomeIndex, latencyMs, nowMs);
    fingerprint.words(client, outcomeIndex);
    fingerprint.number(latencyMs);
    fingerprint.endEvent(nowMs);
    if (requests.traced[slot] === 1) this.#options.traced(this.#trace(slot, outcomeIndex, latencyMs, nowMs));
  }

  #trace(slot: number, outcomeIndex: number, latencyMs: number, nowMs: number): RequestTrace {
    const { requests, nodes, stations, clients, backends } = this.#options;
    const task = stations.all[requests.task[slot]!];
    const backend = backends[requests.backend[slot]!];
    const ok = outcomeIndex === outcome.ok;
    const queue_ms = requests.queuedMs[slot]!;
    const backlog_ms = ok ? requests.startedMs[slot]! - requests.reachedTaskMs[slot]! : 0;
    const service_ms = ok ? requests.finishedMs[slot]! - requests.startedMs[slot]! : 0;
    const status = requests.status[slot]!;
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
      network_ms: ok ? latencyMs - queue_ms - backlog_ms - service_ms : 0,
      queue_ms,
      backlog_ms,
      service_ms,
      headers: ok ? this.#headers(slot, backend) : '',
      balancer_retries: backend === undefined ? '' : this.#retries(slot),
      termination: backend === undefined ? '' : terminations[requests.termination[slot]!]!,
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
