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
  /** The algorithm goes by a hash: another server only where the interval says so. */
  readonly hashes: boolean;
  /** The server still passes its checks. */
  readonly serverRuns: boolean;
}

/** Whether another attempt is made, and if so with another server (`stream_choose_redispatch`). */
export function afterFailure(failed: FailedAttempt): 'give up' | 'redispatch' | 'same server' {
  const retry = failed.retries + 1;
  if (retry > failed.allowed) return 'give up';
  const { redispatch } = failed;
  if (redispatch === null) return 'same server';
  const others = failed.usableServers > 1 && !failed.hashes;
  return others || !failed.serverRuns || fits(retry, redispatch, failed.allowed) ? 'redispatch' : 'same server';
}

/** Before the same server is asked again. Only a refusal has a pause: a timeout has taken its time already. `null` = no `timeout connect`. */
export function pauseMs(refused: boolean, connectTimeoutMs: number | null): number {
  return refused ? Math.min(turnaroundMs, connectTimeoutMs ?? turnaroundMs) : 0;
}

/** P > 0: each P-th retry; −N: from the end, −1 = the last. */
function fits(retry: number, interval: number, allowed: number): boolean {
  if (interval > 0) return retry % interval === 0;
  const period = allowed + 1 + interval;
  return interval < 0 && period > 0 && retry % period === 0;
}
