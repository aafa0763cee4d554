import { describe, expect, it } from 'vitest';
import { RequestClasses } from '../client/request-classes.ts';
import { RequestTable } from '../request-table.ts';
import { plainContent } from '../spec.ts';
import { RequestContents } from './request-contents.ts';
import { RequestKeys } from './request-keys.ts';

const four = { count: 4, exponent: 0 };
const byPath = { kind: 'uri', whole: true, length: 0, depth: 0 } as const;

/** Requests of one client whose paths, headers and sources vary. */
function setUp(requestCount: number) {
  const requests = new RequestTable();
  const slots = Array.from({ length: requestCount }, (_, k) => {
    const slot = requests.take();
    requests.client[slot] = 0;
    requests.choiceSeed[slot] = (k + 1) * 0x9e3779b1;
    return slot;
  });
  const content = {
    ...plainContent,
    path: { text: '/items/{n}?size={n}', variety: { count: 3, exponent: 1 } },
    headers: [{ name: 'X-User', value: { text: 'user{n}', variety: four } }],
    source: { firstAddress: 0x0a010001, variety: four },
  };
  const contents = new RequestContents(requests, [{ content, classes: null }]);
  return { requests, contents, slots };
}

describe('what requests say', () => {
  it('is the same for a request whenever it is asked, and varies by request', () => {
    const { contents, slots } = setUp(500);
    const said = slots.map((slot) => {
      const { path, address } = contents.to(slot);
      return `${path} ${address} ${contents.header('x-user')} ${contents.header('Host')}`;
    });
    expect(slots.map((slot) => contents.to(slot).path)).toEqual(said.map((text) => text.split(' ')[0]));
    expect(new Set(said).size).toBe(3 * 4 * 4);
    expect(said[0]).toMatch(/^\/items\/([123])\?size=\1 10\.1\.0\.[1-4] user[1-4] null$/);
  });

  it("draws by Zipf's law: 1 to 1/2 to 1/3", () => {
    const { contents, slots } = setUp(20_000);
    const counts = [0, 0, 0];
    for (const slot of slots) counts[contents.to(slot).variantOf(byPath)]!++;
    const shares = counts.map((count) => (count / slots.length) * (11 / 6));
    [1, 1 / 2, 1 / 3].forEach((share, k) => {
      expect(Math.abs(shares[k]! - share)).toBeLessThan(0.02);
    });
  });

  it('gives a hash one key for one text', () => {
    const { contents, slots } = setUp(100);
    const keys = new RequestKeys(contents, byPath, 'djb2');
    const keyOfPath = new Map(slots.map((slot) => [contents.to(slot).path, keys.of(slot)]));
    expect(keyOfPath.size).toBe(3);
    expect(new Set(keyOfPath.values()).size).toBe(3);
    for (const slot of slots) expect(keys.of(slot)).toBe(keyOfPath.get(contents.to(slot).path));
    const noHeader = new RequestKeys(contents, { kind: 'header', name: 'Host', domainOnly: false }, 'djb2');
    expect(noHeader.of(slots[0]!)).toBe(-1);
  });

  it("is a class's own where it has any, and a hash goes by that", () => {
    const requests = new RequestTable();
    const searches = { ...plainContent, path: { text: '/search', variety: { count: 1, exponent: 0 } } };
    const classes = new RequestClasses([
      { name: 'search', share: 0.25, demandMs: null, content: searches },
      { name: 'other', share: 0.75, demandMs: null },
    ]);
    const contents = new RequestContents(requests, [{ content: plainContent, classes }]);
    const keys = new RequestKeys(contents, byPath, 'djb2');
    const [search, other] = [0.1, 0.9].map((demandKey) => {
      const slot = requests.take();
      requests.client[slot] = 0;
      requests.demandKey[slot] = demandKey;
      return slot;
    });
    expect([search!, other!].map((slot) => contents.to(slot).path)).toEqual(['/search', '/']);
    expect(keys.of(search!)).not.toBe(keys.of(other!));
  });
});
