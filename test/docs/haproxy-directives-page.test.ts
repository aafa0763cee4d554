import { describe, expect, it } from 'vitest';
import { type Directive, directives } from './haproxy/directives.ts';
import { type Fate, fateOf } from './haproxy/fates.ts';

/** Of other versions, or with what the simulated machine or configuration has not: HAProxy 2.6 does not start. */
const refusedByHaproxy = [
  'tune.chksize nbproc clitimeout contimeout srvtimeout errorfiles use-fcgi-app monitor-net appsession block grace',
  'normalize-uri capture namespace resolvers external-check',
]
  .join(' ')
  .split(' ');

const columns: readonly Fate[] = ['modelled', 'left out', 'nothing to simulate'];

function byFate(list: readonly Directive[]): Map<Fate, string[]> {
  const found = new Map<Fate, string[]>();
  for (const { name, place, text, before } of list) {
    const fate = fateOf(place, text, before);
    found.set(fate, [...(found.get(fate) ?? []), name]);
  }
  return found;
}

function page(): string {
  const rows = Object.entries(directives).map(([heading, list]) => {
    const found = byFate(list);
    const cells = columns.map((fate) => (found.get(fate) ?? []).map((name) => `\`${name}\``).join(' ') || '–');
    return `## \`${heading}\`\n\n| modelled | left out, with a warning | nothing to simulate |\n|---|---|---|\n| ${cells.join(' | ')} |\n`;
  });
  return `# Directives of haproxy.cfg

What Seatrial does with each word of HAProxy 2.6. *Modelled*: it changes the run. *Left out*: HAProxy would do something that the model does
not, and a warning names the line. *Nothing to simulate*: it has no bearing on who answers a request and when (logs, users, kernels); one
warning lists them. What HAProxy itself refuses is refused. This page is made from the code: each word is put into a configuration, and what
comes out is compared; \`npx vitest run test/docs -u\` writes it anew. What the modelled ones do: [model.md](../model.md).

${rows.join('\n')}`;
}

describe('docs/reference/haproxy-directives.md', () => {
  it('says what becomes of each directive', async () => {
    await expect(page()).toMatchFileSnapshot('../../docs/reference/haproxy-directives.md');
  });
});

describe('of the directives', () => {
  const all = Object.values(directives).flat();

  it('none is dropped without a word', () => {
    expect(byFate(all).get('dropped') ?? []).toEqual([]);
  });

  it('only those are refused that HAProxy refuses', () => {
    expect([...new Set(byFate(all).get('refused'))].sort()).toEqual([...refusedByHaproxy].sort());
  });
});
