import type { Traffic } from '../traffic.ts';
import { sendsAttempts } from './sends-attempts.ts';

/** Each request that left has ended, ok or not, or its client waits for it. */
export function checkConservation({ parts }: Traffic): void {
  const { requests, clients, sink } = parts;
  const waiting = clients.map(() => 0);
  for (const slot of requests.held()) {
    const isAttempt = sendsAttempts(parts, requests.caller[slot]!);
    if (requests.ended[slot] === 0 && !isAttempt) waiting[requests.client[slot]!]!++;
  }
  clients.forEach(({ name, sent }, index) => {
    const [ok, failed, inFlight] = [sink.ok[index]!, sink.failed[index]!, waiting[index]!];
    if (sent !== ok + failed + inFlight) {
      throw new Error(`client ${name}: ${sent} requests sent, but ${ok} ok + ${failed} failed + ${inFlight} in flight`);
    }
  });
}
