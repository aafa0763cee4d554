import type { BalancedServer } from '../algorithm.ts';

/** Requests that a balancer has given to a server or holds for it. */
export function loadOf({ served, queued }: BalancedServer): number {
  return served + queued;
}

/** What one more request would meet: with weights as speeds, the expected delay; with equal ones, the order of the loads. */
export function expectedDelay(server: BalancedServer): number {
  return (loadOf(server) + 1) / server.effectiveWeight;
}
