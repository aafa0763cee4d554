import { beforeAll, describe, expect, it } from 'vitest';
import { drawCharts } from '../charts/draw.ts';
import { NEUTRALS } from '../charts/theme.ts';
import { exampleRun } from '../testing/example-run.ts';
import { reportPage } from './report-page.ts';
import type { PageChart } from './sections.ts';

const run = exampleRun();
const texts = { description: 'What it shows.', notModelled: ['TLS is not.'] };
let charts: PageChart[];
let page: string;

beforeAll(async () => {
  charts = await drawCharts(run);
  page = reportPage(run, charts, texts);
});

describe('reportPage', () => {
  it('needs nothing from outside and runs nothing', () => {
    expect(page.includes("default-src 'none'")).toBe(true);
    expect(page.match(/<script|<link|<iframe|<img|\ssrc=|@import|\son\w+="/g)).toBeNull();
    expect(page.match(/url\((?!#|data:)/g)).toBeNull();
    const addresses = [...page.matchAll(/\w+:\/\/[\w.-]+/g)].map(([address]) => address);
    expect([...new Set(addresses)].filter((address) => address !== 'http://www.w3.org')).toEqual([]);
  });

  it('escapes whatever a scenario or a command says', () => {
    const evil = '</style></svg><script>alert("1")</script><!-- & \'';
    const summary = {
      ...run.summary,
      scenario: evil,
      warnings: [evil],
      services: { [evil]: Object.values(run.summary.services)[0] },
      expectations: [{ text: evil, value: evil, holds: false }],
    };
    const events = [{ ...run.events[1], what: evil, stdout: evil, stderr: `${evil}\n${evil}` }];
    const hostile = { ...run, summary, events } as never;
    const chart = { ...(charts[0] as PageChart), title: evil, description: evil };
    const text = reportPage(hostile, [chart], { description: evil, notModelled: [evil] });
    expect(text.match(/<script|<!--/g)).toBeNull();
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(text.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')).toBe(true);
  });

  it('shows each chart in two widths with a text for those who do not see it', () => {
    expect(page.match(/<svg class="chart wide" role="img" aria-label="[^"]{20,}"/g)).toHaveLength(charts.length);
    expect(page.match(/<svg class="chart narrow" role="img" aria-label="[^"]{20,}"/g)).toHaveLength(charts.length);
  });

  it('has the charts’ greys only as variables', () => {
    const body = page.slice(page.indexOf('<main>'));
    expect(Object.values(NEUTRALS).filter(({ light }) => body.includes(light))).toEqual([]);
    expect(body.includes('"var(--muted)"')).toBe(true);
  });

  it('has heads in all tables', () => {
    const tables = page.match(/<table>[\s\S]*?<\/table>/g) ?? [];
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) expect(table).toMatch(/<thead><tr>(<th scope="col"[^>]*>[^<]+<\/th>)+<\/tr><\/thead>/);
  });

  it('tells what holds and what does not', () => {
    expect(page.includes('✗ 1 of 2 expectations does not hold.')).toBe(true);
    expect(page.match(/class="good">✓ yes<\/td><td><code>p99\(shoppers, 0s..2m\) &lt; 250ms/)).not.toBeNull();
  });

  it('says where requests wait, at services and in balancers', () => {
    const cells = (...texts: string[]) => texts.map((text) => `<td class="number">${text}</td>`).join('');
    expect(page.includes(`>tasks of web</th>${cells('0.31', '41', '42%')}`)).toBe(true);
    expect(page.includes(`>balancer haproxy</th>${cells('0.02', '7', '–')}`)).toBe(true);
  });

  it('has the timeline with its numbers and output', () => {
    expect(page).toMatch(
      /<tr><td>4<\/td><td>8m<\/td><td><code><span class="word">crash<\/span> <span class="word">worker2/,
    );
    expect(page.includes('2 lines of output')).toBe(true);
  });

  it('says what the files and their columns are, and what is not modelled', () => {
    expect(page.includes('<dt><code>reserved_memory_bytes</code></dt>')).toBe(true);
    expect(page.includes('requests.csv')).toBe(false);
    expect(page.includes('<li>TLS is not.</li>')).toBe(true);
  });

  it('shows as code what a description has between backticks, escaped like all else', () => {
    const text = reportPage(run, [], { description: 'Ask for `a<b`; what ` is alone.', notModelled: [] });
    expect(text).toContain('<p>Ask for `a&lt;b`; what ` is alone.</p>');
    const pairs = reportPage(run, [], { description: 'Ask for `a<b`.', notModelled: [] });
    expect(pairs).toContain('<p>Ask for <code>a&lt;b</code>.</p>');
  });

  it('leaves out the headings of what is not there', () => {
    const summary = { ...run.summary, clients: {}, expectations: [], warnings: [] };
    const text = reportPage({ ...run, summary, events: [] }, [], { description: '', notModelled: [] });
    expect(text.match(/Charts|Timeline|Expectation|Warnings|not modelled|>Clients</)).toBeNull();
  });
});
