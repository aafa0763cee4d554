import { type ClientSpec, errorKinds, type HedgeSpec, type RetrySpec } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import type { WrittenClient, WrittenRetries } from './written/client-schema.ts';

/** What a client, or a task that calls others, does when an answer fails or does not come. */
export function readPersistence(
  written: Pick<WrittenClient, 'retries' | 'hedge' | 'timeout'>,
  path: Path,
  problems: ProblemList,
): Pick<ClientSpec, 'retries' | 'hedge'> {
  const { retries, hedge, timeout } = written;
  if (retries?.try_timeout !== undefined && timeout !== undefined && retries.try_timeout >= timeout) {
    const message = 'not shorter than the timeout of the request as a whole: no attempt would ever reach it';
    problems.add([...path, 'retries', 'try_timeout'], message);
  }
  return {
    retries: retries === undefined ? null : retriesOf(retries),
    hedge: hedge === undefined ? null : hedgeOf(hedge),
  };
}

function retriesOf({ attempts, on, backoff, jitter, budget, try_timeout: tryTimeoutMs }: WrittenRetries): RetrySpec {
  const base = defaults.retries;
  const { base: baseMs, factor = base.factor, max = base.maxBackoffMs } = backoff ?? { base: 0 };
  return {
    attempts,
    on: on ?? errorKinds,
    backoff: { baseMs, factor, maxMs: Math.max(baseMs, max) },
    jitter: jitter ?? base.jitter,
    budget: budget ?? null,
    tryTimeoutMs: tryTimeoutMs ?? null,
  };
}

function hedgeOf({ after, most, cancel }: NonNullable<WrittenClient['hedge']>): HedgeSpec {
  return { afterMs: after, most: most ?? 1, cancel: cancel ?? false };
}
