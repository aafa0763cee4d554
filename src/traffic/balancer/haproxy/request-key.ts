import type { HashedPart, HashFunction } from '../../spec.ts';
import { hashBytes, hashText } from './text-hash.ts';

/** What of a request can be hashed. */
export interface RequestText {
  /** The client's IPv4 address. */
  readonly address: string;
  /** Path and query. */
  readonly path: string;
  /** `null` = it has no such header. Names are asked for as the configuration writes them. */
  header(name: string): string | null;
}

/** The request lacks what is to be hashed: it is balanced in turn. */
export const noKey = -1;

/** `Asking.key` of a request: 32 bits (haproxy 2.6: src/backend.c, `get_server_sh`, `_uh`, `_hh`, `_ph`). */
export function requestKey(part: HashedPart, by: HashFunction, request: RequestText): number {
  switch (part.kind) {
    case 'source':
      // Its four bytes as they are, whatever the function.
      return bytesOf(request.address).reduce((word, byte) => ((word << 8) | byte) >>> 0, 0);
    case 'address':
      return hashBytes(Uint8Array.from(bytesOf(request.address)), by);
    case 'uri':
      return hashText(hashedPath(request.path, part), by);
    case 'header': {
      const value = firstValue(request.header(part.name) ?? '');
      if (value === '') return noKey;
      return hashText(part.domainOnly ? mainDomain(value) : value, by);
    }
    case 'url_param': {
      const value = parameter(request.path, part.name);
      return value === null ? noKey : hashText(value, by);
    }
    case 'nothing':
      return noKey;
  }
}

function bytesOf(address: string): number[] {
  return address.split('.').map(Number);
}

/** Of a header that lists several: a comma ends one, unless it is quoted (haproxy 2.6: src/http.c, `http_find_hdr_value_end`). */
function firstValue(value: string): string {
  return (/^(?:"(?:[^"\\]|\\.)*"|[^",])*/.exec(value)?.[0] ?? '').trim();
}

function hashedPath(path: string, { whole, length, depth }: Extract<HashedPart, { kind: 'uri' }>): string {
  const limited = length > 0 ? path.slice(0, length) : path;
  const [, beforeQuery = ''] = whole ? [limited, limited] : (/^([^?]*)/.exec(limited) ?? []);
  if (depth === 0) return beforeQuery;
  // The slash that would begin the next level ends it, and the first slash is no level.
  return beforeQuery.split('/', depth + 1).join('/');
}

/** `example` of `www.example.com`: the label before the last dot. Without a dot all of it. */
function mainDomain(host: string): string {
  const end = host.lastIndexOf('.');
  return end < 0 ? host : host.slice(host.lastIndexOf('.', end - 1) + 1, end);
}

function parameter(path: string, name: string): string | null {
  const query = path.slice(path.indexOf('?') + 1);
  if (!path.includes('?')) return null;
  const found = query.split('&').find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}
