import type { ClientSpec } from '../spec.ts';

/** Somebody who sends requests. */
export interface Client {
  readonly name: string;
  /** Requests that left; one that is tried several times is one. */
  readonly sent: number;
  /** Schedules its first requests. Once, at time 0. */
  start(): void;
}

/** Whether what leaves now may be traced. */
export function isInTrace({ traceWindow }: ClientSpec, nowMs: number): boolean {
  return traceWindow === null || (traceWindow.fromMs <= nowMs && nowMs < traceWindow.untilMs);
}
