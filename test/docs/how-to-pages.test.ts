import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFlags } from '../../src/cli/commands/import.ts';
import { explanationText } from '../../src/cli/explanation-text.ts';
import { csvColumns } from '../../src/import/log/csv-form.ts';
import { lognormalByMedianAndP99 } from '../../src/kernel/distribution.ts';
import { defaults } from '../../src/scenario/defaults.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { explainTask } from '../../src/simulation/explain-task.ts';
import { runText } from '../end-to-end/run-file.ts';

const read = (name: string) => readFileSync(new URL(`../../docs/how-to/${name}.md`, import.meta.url), 'utf8');

describe('docs/how-to/import.md', () => {
  const page = read('import');

  it('speaks of every flag that says what to import, and how', () => {
    const flags = Object.keys(importFlags).filter((flag) => flag !== 'force');
    expect(flags.filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
  });

  it('names the columns of CSV', () => {
    expect(csvColumns.filter((column) => !page.includes(`\`${column}\``))).toEqual([]);
  });
});

describe('docs/how-to/calibrate.md', () => {
  it.each([
    ['demand', 8, 60, defaults.image.demandMs],
    ['start', 154, 580, defaults.image.startMs],
  ])('gives the default of %s', (key, median, p99, law) => {
    expect(law).toEqual(lognormalByMedianAndP99(median, p99));
    expect(read('calibrate')).toMatch(new RegExp(`\\| \`${key}\` \\| median ${median}ms, p99 ${p99}ms`));
  });

  it('gives the defaults of concurrency and backlog', () => {
    const { concurrency, backlog } = defaults.image;
    expect(read('calibrate')).toContain(`| \`concurrency\`, \`backlog\` | ${concurrency} and ${backlog}: `);
  });
});

describe('docs/how-to/explain.md', () => {
  const page = read('explain');

  it('shows what the command prints', () => {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const { scenario } = loadScenario({ read: () => yaml }, 'why.yaml', []);
    const shown = [...page.matchAll(/--task (\S+) --at 1m\n```\n\n```text\n([\s\S]*?)```/g)];
    expect(shown).toHaveLength(2);
    for (const [, task = '', text] of shown) {
      const { decisions } = explainTask(scenario, task, 60_000);
      expect(explanationText(task, decisions.slice(-1))).toBe(text);
    }
  });
});

describe('docs/how-to/service-graph.md', () => {
  const [images = '', expectations = ''] = [...read('service-graph').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, yaml = '']) => yaml,
  );

  it('has a graph that runs, and what to expect of it', () => {
    const text = `
name: page
duration: 30s
cluster: { nodes: [{ name: m, role: manager, cpus: 16, memory: 4GiB }] }
${images}
services: { web: { image: "web:1", ports: ["8080:80"] }, api: { image: "api:1" }, ads: { image: "ads:1" }, db: { image: "db:1" } }
traffic: [{ name: shoppers, to: "m:8080", from: 10s, arrivals: { poisson: { rate: 20/s } } }]
${expectations}
`;
    const { summary } = runText(text);
    expect(summary.expectations.filter(({ holds }) => !holds)).toEqual([]);
    const requests = (client: string) => summary.clients[client]!.requests / summary.clients.shoppers!.requests;
    expect([requests('web:1/api'), requests('api:1/db')]).toEqual([1, 2]);
  });
});
