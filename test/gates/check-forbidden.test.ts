import { describe, expect, it } from 'vitest';
import { runGate } from './planted-folder.ts';

const gate = (files: Record<string, string>) => runGate('check-forbidden.mjs', files);

/** Everything that the gate is to find, one a line. */
const violations = [
  'Math.random();',
  "Math['random']();",
  'globalThis.Math.random();',
  'const { random } = Math;',
  'Date.now();',
  'new Date();',
  'new Date;',
  'Date();',
  'performance.now();',
  'process.env.HOME;',
  'crypto.randomUUID();',
  'setTimeout(f, 1);',
  'for (const key in object) f(key);',
  'list.sort();',
  'list?.sort();',
  'list.map(f)\n.toSorted( /* by default */ );',
  "'a'.localeCompare('b');",
  'new Intl.NumberFormat();',
  '(5).toLocaleString();',
  "import fs from 'node:fs';",
  "import type { Stats } from 'node:fs';",
  "import 'fs';",
  "export * from 'node:path';",
  "await import('node:fs');",
  "let stats: import('node:fs').Stats;",
];

const harmless = `
// Math.random(), Date.now() and list.sort() in a comment
const text = 'new Date() and node:fs';
list.sort((a, b) => a - b);
list.toSorted(compare);
new Date(0).toISOString();
Date.UTC(2026, 0);
Math.max(1, 2);
for (const item of list) f(item);
const key = 'x' in object;
`;

describe('the gate against what is forbidden in the core', () => {
  it('finds each violation, with file and line', () => {
    const files = violations.map((violation, i) => [`src/kernel/deep/v${i}.ts`, `\n${violation}\nexport {};\n`]);
    const { code, output } = gate(Object.fromEntries(files));
    const found = new Set(output.match(/^src\/kernel\/deep\/v\d+\.ts:[23]:\d+ /gm)?.map((hit) => hit.split(':')[0]));
    const missed = violations.filter((_, i) => !found.has(`src/kernel/deep/v${i}.ts`));
    expect({ code, missed }).toEqual({ code: 1, missed: [] });
  });

  it('reads every room of the core', () => {
    const core = ['kernel', 'swarm', 'traffic', 'metrics', 'haproxy', 'docker', 'simulation'];
    const { code, output } = gate(
      Object.fromEntries(core.map((room) => [`src/${room}/bad.ts`, 'f();\nMath.random();\n'])),
    );
    const lines = core.map((room) => `src/${room}/bad.ts:2:1 Math.random`);
    expect([code, output.trimEnd().split('\n')]).toEqual([1, [...lines, 'forbidden: 7 findings in the core']]);
  });

  it('leaves alone what only looks like it, tests, and rooms outside the core', () => {
    const { code, output } = gate({
      'src/kernel/fine.ts': harmless,
      'src/kernel/fine.test.ts': 'Math.random();',
      'src/kernel/testing/helper.ts': 'Math.random();',
      'src/cli/main.ts': 'Date.now();',
    });
    expect([code, output]).toEqual([0, 'forbidden: 1 files of the core, no findings\n']);
  });

  it('fails when there was nothing to read', () => {
    expect(gate({ 'src/cli/main.ts': 'f();' })).toEqual({ code: 1, output: 'forbidden: 0 files read\n' });
  });
});
