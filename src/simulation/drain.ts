import type { EventLoop } from '../kernel/event-loop.ts';
import type { Traffic } from '../traffic/traffic.ts';

/** Between two looks at whether the queues are empty. */
const stepMs = 1000;

/** If no request has ended for so long, the rest never will. */
export const longestSilenceMs = 600_000;

/**
 * Runs on until no client waits for an answer. Some may wait for ever (no timeout, and an answer that is lost): those are
 * left when nothing has ended for `longestSilenceMs`.
 */
export function drain(loop: EventLoop, traffic: Traffic): void {
  let { ended } = traffic;
  let endedMs = loop.nowMs;
  while (traffic.inFlight > 0 && loop.nowMs - endedMs < longestSilenceMs) {
    loop.runUntil(loop.nowMs + stepMs);
    if (traffic.ended > ended) endedMs = loop.nowMs;
    ended = traffic.ended;
  }
}
