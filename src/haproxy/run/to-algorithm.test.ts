import { describe, expect, it } from 'vitest';
import { parseHaproxyConfig } from '../parse-config.ts';

const options = { file: 'haproxy.cfg', version: '2.6', name: 'haproxy', publish: [], startMs: 0 };

function backendOf(...lines: string[]) {
  const text = ['defaults', 'mode http', 'listen web', 'bind *:80', ...lines, 'server a 10.0.0.1:80'].join('\n');
  return parseHaproxyConfig(text, options).spec.backends[0]!;
}

const usualHash = { lookup: 'map', function: 'sdbm', avalanche: false, balanceFactor: 0 };

describe('balance', () => {
  it.each([
    ['balance leastconn', { kind: 'leastconn' }],
    ['balance first', { kind: 'first' }],
    ['balance random', { kind: 'random', draws: 2 }],
    ['balance random(3)', { kind: 'random', draws: 3 }],
    ['balance source', { kind: 'hash', of: { kind: 'source' }, type: usualHash }],
    ['balance uri', { of: { kind: 'uri', whole: false, length: 0, depth: 0 } }],
    ['balance uri whole len 12 depth 3', { of: { kind: 'uri', whole: true, length: 12, depth: 3 } }],
    ['balance hdr(X-Key)', { of: { kind: 'header', name: 'X-Key', domainOnly: false } }],
    ['balance hdr(Host) use_domain_only', { of: { kind: 'header', name: 'Host', domainOnly: true } }],
    ['balance url_param user', { of: { kind: 'url_param', name: 'user' } }],
    ['balance hash src', { of: { kind: 'address' } }],
    ['balance hash path', { of: { kind: 'uri', whole: false, length: 0, depth: 0 } }],
    ['balance hash req.hdr(Host)', { of: { kind: 'header', name: 'Host' } }],
    ['balance hash path,lower', { kind: 'roundrobin' }],
    ['balance rdp-cookie(x)', { of: { kind: 'nothing' } }],
  ])('%s', (line, algorithm) => {
    expect(backendOf(line).algorithm).toMatchObject(algorithm);
  });

  it.each([
    ['hash-type consistent', { lookup: 'consistent', function: 'sdbm', avalanche: true }],
    ['hash-type consistent crc32', { lookup: 'consistent', function: 'crc32', avalanche: false }],
    ['hash-type map-based wt6', { lookup: 'map', function: 'wt6', avalanche: false }],
    ['hash-type map-based djb2 avalanche', { lookup: 'map', function: 'djb2', avalanche: true }],
    ['hash-balance-factor 150', { balanceFactor: 150 }],
  ])('by hash, with %s', (line, type) => {
    expect(backendOf('balance uri', line).algorithm).toMatchObject({ type });
  });

  it('falls back to round robin where tcp has nothing to hash', () => {
    expect(backendOf('mode tcp', 'balance uri').algorithm).toEqual({ kind: 'roundrobin' });
    expect(backendOf('mode tcp', 'balance source').algorithm).toMatchObject({ kind: 'hash' });
  });
});

describe('limits of a backend', () => {
  it('are read', () => {
    const backend = backendOf(
      'fullconn 40',
      'option allbackups',
      'option abortonclose',
      'default-server maxconn 20 minconn 5 maxqueue 7',
    );
    expect(backend).toMatchObject({ fullConnections: 40, allBackups: true, abortOnClose: true });
    expect(backend.servers[0]).toMatchObject({ maxConnections: 20, minConnections: 5, maxQueue: 7 });
  });

  it('without fullconn go by a tenth of what the frontends that lead there may have', () => {
    const text = [
      ...['global', 'maxconn 300', 'defaults', 'mode http'],
      ...['frontend a', 'bind :80', 'maxconn 101', 'default_backend be'],
      ...['frontend b', 'bind :81', 'use_backend be if FALSE'],
      ...['frontend c', 'bind :82', 'backend be'],
    ].join('\n');
    expect(parseHaproxyConfig(text, options).spec.backends[0]?.fullConnections).toBe(41);
  });
});
