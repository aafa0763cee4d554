import { parseHaproxyConfig } from '../../../src/haproxy/parse-config.ts';
import type { BalancerBackend } from '../../../src/traffic/spec.ts';

const recordedVersion = '2.6.12';

/** The backend of a recorded section. */
export function recordedBackend(text: string): BalancerBackend {
  const options = { file: 'haproxy.cfg', version: recordedVersion, name: 'haproxy', publish: [], startMs: 0 };
  const [backend] = parseHaproxyConfig(text, options).spec.backends;
  if (backend === undefined) throw new Error('no backend');
  return backend;
}
