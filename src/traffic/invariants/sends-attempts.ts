import { PersistentSender } from '../client/persistent-sender.ts';
import type { TrafficParts } from '../traffic-parts.ts';

/** Whether this caller's requests are attempts of another request, of which the client knows nothing. */
export function sendsAttempts({ callers }: TrafficParts, caller: number): boolean {
  return callers[caller] instanceof PersistentSender;
}
