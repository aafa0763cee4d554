import { describe, expect, it } from 'vitest';
import { runGate } from './planted-folder.ts';

const gate = (files: Record<string, string>) => runGate('check-layers.mjs', files);

/** One file in each room, and the packages that are named below. */
const house = {
  ...Object.fromEntries(
    [
      ...['cli', 'server', 'shell', 'experiment', 'report', 'scenario', 'simulation'],
      ...['docker', 'haproxy', 'traffic', 'swarm', 'metrics', 'kernel'],
    ].map((room) => [`src/${room}/room.ts`, 'export type Room = string;\nexport const room = 1;\n']),
  ),
  'src/simulation/run-result.ts': 'export type RunResult = string;\n',
  'test/helper.ts': 'export const helper = 1;\n',
  'package.json': JSON.stringify({
    dependencies: { fastpriorityqueue: '1', seedrandom: '1', yaml: '1' },
    devDependencies: { vitest: '1' },
  }),
  ...Object.fromEntries(
    [
      'fastpriorityqueue/index.js',
      'seedrandom/index.js',
      'seedrandom/lib/xor128.js',
      'yaml/index.js',
      'vitest/index.js',
    ].map((path) => [`node_modules/${path}`, 'module.exports = 1;\n']),
  ),
};

interface Planted {
  readonly what: string;
  /** `*` stands for `what`. */
  readonly file: string;
  readonly line: string;
}

const forbidden: (Planted & { readonly rule: string })[] = [
  {
    what: 'a type',
    file: 'src/kernel/*.ts',
    line: "import type { Room } from '../swarm/room.ts';",
    rule: 'layer-kernel',
  },
  {
    what: 'a type inline',
    file: 'src/swarm/*.ts',
    line: "let r: import('../traffic/room.ts').Room;",
    rule: 'layer-swarm',
  },
  {
    what: 'what is passed on',
    file: 'src/traffic/*.ts',
    line: "export * from '../swarm/room.ts';",
    rule: 'layer-traffic',
  },
  {
    what: 'a dynamic import',
    file: 'src/metrics/*.ts',
    line: "await import('../traffic/room.ts');",
    rule: 'layer-metrics',
  },
  {
    what: 'more of the simulation',
    file: 'src/report/*.ts',
    line: "import '../simulation/room.ts';",
    rule: 'layer-report',
  },
  { what: 'an unknown room', file: 'src/attic/*.ts', line: "import '../kernel/room.ts';", rule: 'no-unknown-room' },
  { what: 'a module of Node', file: 'src/kernel/*.ts', line: "import 'node:fs';", rule: 'core-without-node' },
  {
    what: 'a type of Node',
    file: 'src/docker/*.ts',
    line: "import type { S } from 'node:fs';",
    rule: 'core-without-node',
  },
  { what: 'a package', file: 'src/simulation/*.ts', line: "import 'yaml';", rule: 'core-without-packages' },
  {
    what: 'the package of the kernel',
    file: 'src/swarm/*.ts',
    line: "import 'fastpriorityqueue';",
    rule: 'core-without-packages',
  },
  { what: 'another package', file: 'src/kernel/*.ts', line: "import 'yaml';", rule: 'kernel-packages' },
  { what: 'the index of seedrandom', file: 'src/kernel/*.ts', line: "import 'seedrandom';", rule: 'kernel-packages' },
  { what: 'a helper of tests', file: 'src/cli/*.ts', line: "import '../../test/helper.ts';", rule: 'no-test-code' },
  { what: 'a devDependency', file: 'src/cli/*.ts', line: "import 'vitest';", rule: 'no-dev-packages' },
  { what: 'nothing', file: 'src/cli/*.ts', line: "import './lost.ts';", rule: 'no-unresolvable' },
];

const permitted: Planted[] = [
  {
    what: 'RunResult in the report',
    file: 'src/report/*.ts',
    line: "import type { R } from '../simulation/run-result.ts';",
  },
  {
    what: 'the packages of the kernel',
    file: 'src/kernel/*.ts',
    line: "import 'fastpriorityqueue'; import 'seedrandom/lib/xor128.js';",
  },
  {
    what: 'a test across rooms',
    file: 'src/kernel/*.test.ts',
    line: "import '../swarm/room.ts'; import 'vitest'; import 'node:fs';",
  },
  {
    what: 'helpers of tests across rooms',
    file: 'src/kernel/testing/*.ts',
    line: "import '../../swarm/room.ts'; import 'vitest';",
  },
  { what: 'Node outside the core', file: 'src/cli/*.ts', line: "import 'node:fs'; import 'yaml';" },
];

function filesOf(planted: readonly Planted[]): Record<string, string> {
  return Object.fromEntries(
    planted.map(({ what, file, line }) => [fileOf(file, what), `${line}\nexport const planted = 1;\n`]),
  );
}

function fileOf(pattern: string, what: string): string {
  return pattern.replace('*', what.replaceAll(' ', '-').toLowerCase());
}

const allowed: Record<string, string[]> = {
  cli: [
    ...['server', 'shell', 'experiment', 'report', 'scenario', 'simulation'],
    ...['docker', 'haproxy', 'traffic', 'swarm', 'metrics', 'kernel'],
  ],
  server: ['docker', 'scenario', 'simulation'],
  shell: ['docker', 'haproxy', 'scenario', 'simulation'],
  experiment: ['report', 'scenario', 'simulation'],
  report: ['metrics'],
  scenario: ['docker', 'haproxy', 'simulation'],
  simulation: ['docker', 'haproxy', 'swarm', 'traffic', 'metrics', 'kernel'],
  docker: ['swarm', 'kernel'],
  haproxy: ['traffic'],
  traffic: ['metrics', 'kernel'],
  swarm: ['kernel'],
  metrics: ['kernel'],
  kernel: [],
};
const rooms = Object.keys(allowed);

describe('the layering gate', () => {
  it('passes a clean house', () => {
    expect(gate(house)).toEqual({ code: 0, output: 'layers: 15 modules, 0 imports, none forbidden\n' });
  });

  it('finds every import that is not in the table, and only those', () => {
    const pairs = rooms.flatMap((from) => rooms.filter((to) => to !== from).map((to) => ({ from, to })));
    const files = pairs.map(({ from, to }) => [
      `src/${from}/uses-${to}.ts`,
      `import { room } from '../${to}/room.ts';\nexport const used = room;\n`,
    ]);
    const { code, output } = gate({ ...house, ...Object.fromEntries(files) });
    const found = new Set(output.match(/^src\/\w+\/uses-\w+\.ts(?=.*layer-)/gm));
    const expected = pairs.filter(({ from, to }) => !allowed[from]!.includes(to));
    expect(code).toBe(1);
    expect([...found].sort(byText)).toEqual(expected.map(({ from, to }) => `src/${from}/uses-${to}.ts`).sort(byText));
  });

  describe('finds the import of', () => {
    const { code, output } = gate({ ...house, ...filesOf(forbidden) });

    it.each(forbidden)('$what', ({ what, file, rule }) => {
      expect([code, output]).toEqual([
        1,
        expect.stringMatching(new RegExp(`^${fileOf(file, what)} -> .*: ${rule} `, 'm')),
      ]);
    });

    it('and nothing else', () => {
      expect(output).toContain(`layers: ${forbidden.length} forbidden imports`);
    });
  });

  it('finds a cycle', () => {
    const { code, output } = gate({
      ...house,
      'src/swarm/hen.ts': "import './egg.ts';",
      'src/swarm/egg.ts': "import './hen.ts';",
    });
    expect([code, output]).toEqual([1, expect.stringContaining('no-cycle')]);
  });

  it(`lets pass: ${permitted.map(({ what }) => what).join(', ')}`, () => {
    const { code, output } = gate({ ...house, ...filesOf(permitted) });
    expect([code, output]).toEqual([0, expect.stringMatching(/^layers: 20 modules, 10 imports, none forbidden/)]);
  });

  it('fails when it has read nothing', () => {
    expect(gate({ 'README.md': '' })).toEqual({ code: 1, output: 'layers: 0 modules read\n' });
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
