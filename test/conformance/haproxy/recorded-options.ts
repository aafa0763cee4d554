import type { ParseOptions } from '../../../src/haproxy/parse-config.ts';

/** How the recorded HAProxy was started. */
export const recordedOptions: ParseOptions = {
  file: 'haproxy.cfg',
  version: '2.6.12',
  name: 'haproxy',
  publish: [],
  startMs: 0,
};
