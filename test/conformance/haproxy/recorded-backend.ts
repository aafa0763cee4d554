import { parseHaproxyConfig } from '../../../src/haproxy/parse-config.ts';
import type { BalancerBackend } from '../../../src/traffic/spec.ts';
import { recordedOptions } from './recorded-options.ts';

/** The backend of a recorded section. */
export function recordedBackend(text: string): BalancerBackend {
  const [backend] = parseHaproxyConfig(text, recordedOptions).spec.backends;
  if (backend === undefined) throw new Error('no backend');
  return backend;
}
