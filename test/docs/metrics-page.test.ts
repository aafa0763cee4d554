import { expect, it } from 'vitest';
import { type Metric, metrics, partDefinitions, type SubjectKind } from '../../src/metrics/catalogue.ts';

const subjects: Readonly<Record<SubjectKind, string>> = {
  client:
    "Of a client: `p99(shoppers) < 250ms`, over a part of the run `p99(shoppers, 0s..2m) < 250ms` or a phase `p99(shoppers, phase 'update web') < 250ms`",
  service:
    "Of a service: `update_state(web) == completed`; `backlog_length`, `backlog_length_max` and `utilisation` also over a part of the run: `utilisation(web, phase 'update web') < 80%`",
  node: 'Of a node: `cpu_busy(worker1) < 80%`',
  balancer: 'Of a balancer: `queue_length(haproxy) < 2`, over a part of the run as metrics of clients',
  cluster: 'Of the whole cluster: `pending == 0`',
};

const units: Readonly<Record<Metric['unit'], string>> = {
  ms: 'duration',
  share: 'share, 0…1 or %',
  count: 'number',
  word: 'word',
};

function page(): string {
  const sections = (Object.keys(subjects) as SubjectKind[]).map((subject) => {
    const rows = metrics
      .filter((metric) => metric.subject === subject)
      .map(
        ({ name, unit, column, definition }) =>
          `| \`${name}\` | ${units[unit]} | ${column === null ? '' : `\`${column}\``} | ${definition} |`,
      );
    return `## ${subjects[subject]}\n\n| metric | unit | column | definition |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Metrics

What \`expect\` can ask for, and what the columns of the [results](results.md) mean. Made from \`src/metrics/catalogue.ts\`, the one
place where a metric has its name, unit and definition; \`npx vitest run test/docs -u\` writes this page anew.

An expectation reads \`METRIC(SUBJECT, FROM..TO) COMPARISON LIMIT\`. Comparisons are \`<\`, \`<=\`, \`>\`, \`>=\`, \`==\`, \`!=\`. Without a window it
speaks of the whole run after the warm-up. Units are those of the limit: \`250ms\`, \`2%\` or \`0.02\`, \`3\`, \`completed\`. A value that there
is not (a client that sent nothing, a phase that did not come) does not hold, whatever the limit.

\`METRIC(SUBJECT, phase 'NAME')\` speaks of a phase: one of the scenario's \`phases\`, or one that the timeline made (\`update web\`,
\`drain worker1\`, \`crash worker2\`, \`before update web\`, \`after update web\`…: [scenario.md](scenario.md#phases)).

${sections.join('\n')}
## Parts of a client's latency

Where the time of its ok requests went: in \`parts.csv\`, in \`summary.json\` (\`clients.NAME.parts\`), in the report, and for \`expect\`,
\`compare\` and \`plan\` as \`mean_PART\`, \`p50_PART\` and \`p99_PART\`: \`mean_backlog(shoppers) < 5ms\`. The parts of a request add up
to its latency, so the means of a client's parts add up to its mean latency (its percentiles do not). A part that a request did not
meet counts as 0.

| part | time spent |
|---|---|
${Object.entries(partDefinitions)
  .map(([name, definition]) => `| \`${name}\` | ${definition} |\n`)
  .join('')}`;
}

it('docs/metrics.md says what the catalogue says', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/metrics.md');
});
