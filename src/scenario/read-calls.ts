import type { CallSpec } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import { limits } from './limits.ts';
import { isPort } from './port.ts';
import type { ProblemList } from './problem-list.ts';
import { readPersistence } from './read-persistence.ts';
import { suggestion } from './suggest.ts';
import type { WrittenCall } from './written/calls.ts';

/** `service:api:80` */
const targetForm = /^service:([^:]+):(\d{1,5})$/;

/**
 * What a request of an image asks of other services. Each call is a client called IMAGE/SERVICE.
 *
 * @param image full name
 */
export function readCalls(image: string, written: readonly WrittenCall[], problems: ProblemList): CallSpec[] {
  const total = written.reduce((sum, { count = 1 }) => sum + count, 0);
  if (total > limits.callsPerRequest)
    problems.add(['images', image, 'calls'], `${total} calls of one request: at most ${limits.callsPerRequest}`);
  const seen = new Map<string, number>();
  return written.map((call, index) => {
    const path = ['images', image, 'calls', index];
    const [, service = '', digits = ''] = targetForm.exec(call.to) ?? [];
    const port = Number(digits);
    if (!isPort(port))
      problems.add([...path, 'to'], `"${call.to}": expected service:NAME:PORT, such as service:api:80`);
    const before = seen.get(service) ?? 0;
    seen.set(service, before + 1);
    return {
      name: `${image}/${service}${before === 0 ? '' : `#${before + 1}`}`,
      service,
      port,
      count: call.count ?? 1,
      inTurn: call.in_turn ?? false,
      probability: call.probability ?? 1,
      after: call.after ?? 1,
      isNeeded: call.on_error !== 'ignore',
      timeoutMs: call.timeout ?? defaults.clientTimeoutMs,
      onTimeout: call.on_timeout ?? 'leave',
      ...readPersistence(call, path, problems),
    };
  });
}

/** Whom calls ask. `services` = `null` if they are not known beforehand. */
export function checkCallees(
  images: Readonly<Record<string, { readonly calls?: readonly WrittenCall[] | undefined }>>,
  services: readonly string[] | null,
  problems: ProblemList,
): void {
  for (const [image, { calls = [] }] of Object.entries(images)) {
    for (const [index, { to }] of calls.entries()) {
      const service = targetForm.exec(to)?.[1];
      if (service === undefined || services === null || services.includes(service)) continue;
      const message = `no service is called "${service}"${suggestion(service, services)}`;
      problems.add(['images', image, 'calls', index, 'to'], message);
    }
  }
}
