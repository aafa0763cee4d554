import type { BenchReport, Verdict } from './bench.ts';
import { detail, inOneLine } from './bench-words.ts';

/**
 * The report as JUnit XML, which CI servers read: a test case for each scenario. No times: the same results are the same bytes.
 */
export function junit({ suite, verdicts }: BenchReport): string {
  const failures = verdicts.filter((verdict) => !verdict.passes && verdict.outcome !== 'refused').length;
  const errors = verdicts.filter(({ outcome }) => outcome === 'refused').length;
  const counts = `tests="${verdicts.length}" failures="${failures}" errors="${errors}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="seatrial bench" ${counts}>
  <testsuite name="${escaped(suite)}" ${counts} skipped="0">
${verdicts.map(testCase).join('')}  </testsuite>
</testsuites>
`;
}

function testCase(verdict: Verdict): string {
  const { name, passes, outcome } = verdict;
  const head = `    <testcase classname="seatrial.bench" name="${escaped(name)}"`;
  const text = escaped(detail(verdict));
  if (passes)
    return text === '' ? `${head}/>\n` : `${head}>\n      <system-out>${text}</system-out>\n    </testcase>\n`;
  const element = outcome === 'refused' ? 'error' : 'failure';
  const message = escaped(inOneLine(verdict));
  return `${head}>\n      <${element} type="${outcome}" message="${message}">${text}</${element}>\n    </testcase>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** As text or in an attribute; characters that XML cannot have (control characters, halves of pairs) become `�`. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
