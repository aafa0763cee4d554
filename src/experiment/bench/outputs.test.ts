import { describe, expect, it } from 'vitest';
import type { BenchReport, Verdict } from './bench.ts';
import { benchWords } from './bench-words.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { parseXml } from './testing/parse-xml.ts';

const passed: Verdict = {
  name: 'calm',
  outcome: 'same',
  passes: true,
  moved: [],
  sameEvents: true,
  parting: null,
  otherInputs: false,
  failed: [],
  reason: '',
};
const nasty = `<a & "b" | 'c'> \u0007\ud800 ]]> \`\`\`\``;
const moved: Verdict = {
  ...passed,
  name: nasty,
  outcome: 'moved',
  passes: false,
  sameEvents: false,
  moved: [
    { name: 'p99(a|b)', before: 10, after: 12.5, band: null, within: false },
    { name: 'moves', before: 0, after: 1, band: { kind: 'absolute', width: 2, text: '2' }, within: true },
    { name: 'image(web)', before: 'web:1', after: undefined, band: null, within: false },
  ],
  parting: {
    same: { event: 1024, time_s: 1.5 },
    parted: { event: 1029, time_s: 1.75 },
    first: [{ time_s: 1.75, what: [{ time_s: 1.75, what: nasty }, null] }],
    exact: true,
    now: [{ time_s: 1.6, what: 'request of <x>' }],
    more: 3,
  },
  failed: [{ text: 'p99(x) < 1s', value: Number.POSITIVE_INFINITY, holds: false }],
};
const refused: Verdict = {
  ...passed,
  name: 'refused',
  outcome: 'refused',
  passes: false,
  reason: 'timeline.0: no\n  such',
};
const report: BenchReport = {
  suite: 'bench/"suite".yaml',
  baselineVersion: '0.1.0',
  version: '0.1.0',
  verdicts: [passed, moved, refused],
  gone: [],
};

describe('the table', () => {
  it('shows baseline, now, change and band of what moved, and where the runs part', () => {
    const lines = benchWords(report).split('\n');
    expect(lines).toContain('p99(a|b)     10 ms      12.5 ms     +2.5 ms   +25 %     exact');
    expect(lines).toContain('moves        0          1           +1                  2 (within)');
    expect(lines).toContain('image(web)   web:1      not there                       exact');
    expect(lines).toContain('p99(x) < 1s              ∞');
    expect(lines).toContain('The runs part at 1.750 s:');
    expect(lines).toContain('It is one of the events 1025 to 1029; all before are the same.');
    expect(lines).toContain('  … and 3 more');
    expect(lines).toContain('timeline.0: no');
    expect(lines.at(-2)).toBe('2 of 3 scenarios fail. Where it is meant to be so, --update makes it the baseline.');
  });
});

describe('JUnit XML', () => {
  const root = parseXml(junit(report));

  it('is well-formed, and counts', () => {
    const counts = { tests: '3', failures: '1', errors: '1' };
    expect(root).toMatchObject({ name: 'testsuites', attributes: counts });
    expect(root.children).toMatchObject([{ name: 'testsuite', attributes: { ...counts, name: 'bench/"suite".yaml' } }]);
  });

  it('has a test case for each scenario, with what is wrong', () => {
    const cases = root.children[0]!.children;
    expect(cases.map(({ attributes }) => attributes.name)).toEqual([
      'calm',
      nasty.replace('\u0007', '\ufffd').replace('\ud800', '\ufffd'),
      'refused',
    ]);
    expect(cases.map(({ children }) => children.map(({ name }) => name))).toEqual([[], ['failure'], ['error']]);
    const [failure] = cases[1]!.children;
    expect(failure!.attributes).toEqual({ type: 'moved', message: '2 metrics moved; 1 expectation fails' });
    expect(failure!.text).toContain('The runs part at 1.750 s');
    expect(failure!.text).toContain('request of <x>');
  });

  it('has nothing to say of what passes, but for bands', () => {
    const within = { ...moved, passes: true, outcome: 'within', failed: [], parting: null } as const;
    const [only] = parseXml(junit({ ...report, verdicts: [within] })).children[0]!.children;
    expect(only!.children).toMatchObject([{ name: 'system-out', text: expect.stringContaining('2 (within)') }]);
  });
});

describe('Markdown', () => {
  const text = markdown(report);

  it('has an overview and folds what moved', () => {
    expect(text).toContain('| calm | ✓ pass | the same, event by event |\n');
    expect(text).toContain('| `p99(a\\|b)` | 10 ms | 12.5 ms | +2.5 ms | +25 % | exact |\n');
    expect(text.match(/<details open>/g)).toHaveLength(2);
    expect(text).toContain('- fails: `p99(x) < 1s`\n');
  });

  it('lets no text become markup', () => {
    expect(text).toContain('| &lt;a &amp; "b" \\| \'c\'&gt;');
    expect(text).toContain('<summary>&lt;a &amp;');
    // Two fences, each opened and closed.
    expect(text.match(/^````/gm)).toHaveLength(4);
  });
});
