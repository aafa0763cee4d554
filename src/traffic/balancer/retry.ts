/** HAProxy's turn-around before the same server is tried again after a refusal (haproxy 2.6: src/backend.c, `back_handle_st_cer`). */
const turnaroundMs = 1000;

export interface FailedAttempt {
  /** Retries made before it. */
  readonly retries: number;
  /** Allowed in all. */
  readonly allowed: number;
  /** `option redispatch`: its interval, `null` = not set. */
  readonly redispatch: number | null;
  readonly usableServers: number;
  /** The server still passes its checks. */
  readonly serverRuns: boolean;
  readonly refused: boolean;
  /** `null` = none. */
  readonly connectTimeoutMs: number | null;
}

export type NextStep =
  | { readonly kind: 'give up' }
  /** Balanced anew, at once. */
  | { readonly kind: 'redispatch' }
  | { readonly kind: 'same server'; readonly afterMs: number };

/** What a balancer does after an attempt to connect has failed (`stream_choose_redispatch`). */
export function afterFailure(failed: FailedAttempt): NextStep {
  const retry = failed.retries + 1;
  if (retry > failed.allowed) return { kind: 'give up' };
  if (failed.redispatch !== null) {
    const due = !failed.serverRuns || failed.usableServers > 1 || fits(retry, failed.redispatch, failed.allowed);
    if (due) return { kind: 'redispatch' };
  }
  // A timeout has taken its time already.
  return {
    kind: 'same server',
    afterMs: failed.refused ? Math.min(turnaroundMs, failed.connectTimeoutMs ?? turnaroundMs) : 0,
  };
}

/** P > 0: each P-th retry; −N: from the end, −1 = the last. */
function fits(retry: number, interval: number, allowed: number): boolean {
  if (interval > 0) return retry % interval === 0;
  const period = allowed + 1 + interval;
  return interval < 0 && period > 0 && retry % period === 0;
}
