import type { RequestCondition, TextMatch } from '../../traffic/spec.ts';

type Matching = TextMatch['match'];

const matchings: readonly Matching[] = ['found', 'str', 'beg', 'end', 'sub', 'dir', 'dom', 'reg'];
/** Names with a way of matching at their end: `path_beg`, `hdr_dom`. */
const derived = /^(path|url|hdr)_(beg|end|sub|dir|dom|reg)$/;
const networkMask = 32;

/** A sample fetch of a condition, with what is in its brackets. */
export interface RequestSample {
  readonly fetch: string;
  readonly argument: string;
}

/** What a condition on a request asks for; `null` = something that simulated requests do not have. */
export function requestCondition(
  { fetch, argument }: RequestSample,
  patterns: readonly string[],
  ignoresCase: boolean,
  method: string | null,
): RequestCondition | null {
  const [, base = fetch, ending = null] = derived.exec(fetch) ?? [];
  const match = matchings.find((each) => each === (method ?? ending ?? 'str'));
  if (match === undefined) return null;
  const text: TextMatch = { match, values: patterns, ignoresCase };
  if (base === 'method') return { kind: 'method', ...text };
  if (base === 'path') return { kind: 'path', ...text };
  // Simulated clients ask with a path alone, not with a whole URL.
  if (base === 'url' || base === 'pathq') return { kind: 'target', ...text };
  if (base === 'query') return { kind: 'query', ...text };
  if (['hdr', 'req.hdr', 'req.fhdr'].includes(base)) {
    const [name = ''] = argument.split(',');
    return name === '' ? null : { kind: 'header', name, ...text };
  }
  return base === 'src' && method === null ? sourceIn(patterns) : null;
}

function sourceIn(patterns: readonly string[]): RequestCondition | null {
  const networks = patterns.map((pattern) => {
    const [address = '', mask = `${networkMask}`] = pattern.split('/');
    return { address: addressOf(address), mask: mask.includes('.') ? addressOf(mask) : maskOf(Number(mask)) };
  });
  return networks.some(({ address }) => Number.isNaN(address)) ? null : { kind: 'source', networks };
}

/** 32 bits; NaN = not an IPv4 address. */
function addressOf(text: string): number {
  const bytes = text.split('.').map(Number);
  return bytes.length === 4 ? bytes.reduce((word, byte) => word * 256 + byte, 0) : Number.NaN;
}

function maskOf(bits: number): number {
  return bits === 0 ? 0 : (-1 << (networkMask - bits)) >>> 0;
}
