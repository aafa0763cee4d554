import { describe, expect, it } from 'vitest';
import { parseHaproxyConfig } from '../parse-config.ts';

const options = { file: 'haproxy.cfg', version: '2.6', name: 'lb', publish: [], startMs: 0 } as const;

function retryOn(words: string) {
  const timeouts = ['timeout connect 5s', 'timeout client 5s', 'timeout server 5s'];
  const lines = ['listen web', 'mode http', 'bind :80', ...timeouts, `retry-on ${words}`, 'server a 10.0.0.1:80'];
  const { spec, warnings } = parseHaproxyConfig(lines.join('\n'), options);
  return { reasons: spec.backends[0]!.retryOn, warnings: warnings.length };
}

describe('retry-on', () => {
  const none = { connectionFailure: false, emptyResponse: false, responseTimeout: false, statuses: [] };

  it.each([
    ['none', none, 0],
    ['conn-failure 500', { ...none, connectionFailure: true, statuses: [500] }, 0],
    // No simulated task answers 503.
    ['503 empty-response', { ...none, emptyResponse: true, statuses: [503] }, 1],
    [
      'all-retryable-errors',
      { connectionFailure: true, emptyResponse: true, responseTimeout: true, statuses: [500, 502, 503, 504] },
      0,
    ],
  ] as const)('%s', (words, reasons, warnings) => {
    expect(retryOn(words)).toEqual({ reasons, warnings });
  });
});
