import type { EventLoop } from '../../kernel/event-loop.ts';
import type { Traffic } from '../traffic.ts';
import { checkTraffic } from './check-traffic.ts';
import { ClientLedger } from './client-ledger.ts';
import type { Ledger } from './ledger.ts';
import { QueueLedger } from './queue-ledger.ts';
import { StationLedger } from './station-ledger.ts';

/**
 * Holds the traffic to its invariants while it runs: after each event what that event touched, once in so many events everything. To be
 * called before anything happens. Throws an Error, from the event that broke something, that says what does not hold.
 *
 * @returns checks everything now
 */
export function watchTraffic(traffic: Traffic, loop: EventLoop, eventsPerCheck: number): () => void {
  const { parts } = traffic;
  const ledgers: readonly Ledger[] = [
    new ClientLedger(parts, loop.nowMs),
    new StationLedger(parts),
    new QueueLedger(parts, loop.nowMs),
  ];
  const checkAll = () => {
    checkTraffic(traffic, loop.nowMs);
    for (const ledger of ledgers) ledger.checkAll(loop.nowMs);
  };
  const before = loop.afterEvent;
  loop.afterEvent = () => {
    before?.();
    if (loop.fired % eventsPerCheck === 0) checkAll();
    else for (const ledger of ledgers) ledger.checkTouched(loop.nowMs);
  };
  return checkAll;
}
