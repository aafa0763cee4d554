import { part } from '../metrics/parts.ts';
import type { RequestTable } from './request-table.ts';

/**
 * Where the time of an answered request went, in ms, by part; `latencyMs` is their sum. What was neither waited for nor worked
 * on was spent on the network.
 */
export function partsOf(requests: RequestTable, slot: number, latencyMs: number, into: Float64Array): void {
  const startedMs = requests.startedMs[slot]!;
  const backlogMs = startedMs - requests.reachedTaskMs[slot]!;
  const callsMs = requests.callsMs[slot]!;
  const serviceMs = requests.finishedMs[slot]! - startedMs - callsMs;
  const retriesMs = requests.leftMs[slot]! - requests.bornMs[slot]!;
  let queueMs = 0;
  let connectMs = 0;
  if (requests.backend[slot]! >= 0) {
    queueMs = requests.queuedMs[slot]!;
    connectMs = requests.sentMs[slot]! - requests.takenMs[slot]! - queueMs;
  }
  if (requests.clientConnection[slot]! >= 0) {
    queueMs += requests.waitedMs[slot]!;
    connectMs += requests.handshakeMs[slot]!;
  }
  into[part.retries] = retriesMs;
  into[part.queue] = queueMs;
  into[part.connect] = connectMs;
  into[part.calls] = callsMs;
  into[part.network] = latencyMs - retriesMs - callsMs - queueMs - connectMs - backlogMs - serviceMs;
  into[part.backlog] = backlogMs;
  into[part.service] = serviceMs;
}

/** What is known of a request that failed: how long its balancer let it wait, and tried to connect. The rest is 0. */
export function partsOfFailed(requests: RequestTable, slot: number, nowMs: number, into: Float64Array): void {
  into.fill(0);
  if (requests.backend[slot]! < 0) return;
  const queuedMs = requests.queuedMs[slot]!;
  // While it waits its begin is subtracted, and the end not added yet.
  const queueMs = queuedMs < 0 ? queuedMs + nowMs : queuedMs;
  into[part.queue] = queueMs;
  if (requests.server[slot]! >= 0) into[part.connect] = requests.sentMs[slot]! - requests.takenMs[slot]! - queueMs;
}
