import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { loadOwnStrategy } from '../../src/scenario/own-strategy/load-own-strategy.ts';
import { defaultMemoryBytes, defaultNanoCpus } from '../../src/swarm/scheduler/strategies/kube-scores.ts';
import { placementStrategies } from '../../src/swarm/scheduler/strategies/registry.ts';
import { Cluster } from '../../src/swarm/scheduler/testing/cluster.ts';
import { makeTaskSpec } from '../../src/swarm/scheduler/testing/make-task.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/placement.md');
const typesPath = 'src/swarm/scheduler/own/placement.ts';
const examples = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, text = '']) => text);

/** Names of all members of the published interfaces. */
function publishedMembers(): string[] {
  const source = ts.createSourceFile(typesPath, read(typesPath), ts.ScriptTarget.ES2023, true);
  return source.statements
    .filter((statement) => ts.isInterfaceDeclaration(statement))
    .flatMap(({ members }) => members.map((member) => member.name?.getText(source) ?? ''));
}

/** What an editor says of files in JavaScript that name the published types. */
function complaints(texts: Readonly<Record<string, string>>): string[] {
  const options: ts.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    strict: true,
    types: [],
    lib: ['lib.es2023.d.ts'],
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    paths: { 'seatrial/placement': [new URL(typesPath, root).pathname] },
    allowImportingTsExtensions: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name in texts || fileExists(name);
  host.getSourceFile = (name, target) =>
    texts[name] === undefined ? getSourceFile(name, target) : ts.createSourceFile(name, texts[name], target, true);
  const program = ts.createProgram(Object.keys(texts), options, host);
  const sources = Object.keys(texts).map((name) => program.getSourceFile(name));
  return sources
    .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('docs/placement.md', () => {
  it('tells of every strategy, and of its formula', () => {
    for (const { name } of placementStrategies) {
      expect(page.split('\n').filter((line) => line.startsWith(`| \`${name}\` |`))).toHaveLength(2);
    }
  });

  it('explains every member of the published types', () => {
    const words = new Set(
      page
        .match(/`[^`\n]+`/g)
        ?.join(' ')
        .match(/\w+/g),
    );
    expect(publishedMembers().length).toBeGreaterThan(30);
    expect(publishedMembers().filter((name) => !words.has(name))).toEqual([]);
  });

  it('tells what tasks without reservations count for', () => {
    expect(page).toContain(`${defaultNanoCpus / 1e9} CPU and ${defaultMemoryBytes / 2 ** 20} MiB`);
  });

  it('has examples that place tasks', async () => {
    expect(examples).toHaveLength(2);
    for (const text of examples) {
      const strategy = await loadOwnStrategy(text, 'example.mjs');
      const spec = makeTaskSpec({ reservations: { nanoCpus: 1e9 } });
      const cluster = new Cluster(strategy, 1).node('a', { nanoCpus: 2e9 }).node('b', { nanoCpus: 2e9 });
      expect(cluster.try(4, spec)).toMatchObject({ counts: { a: 2, b: 2 }, pending: 0 });
    }
  });

  it('has examples in which an editor finds nothing wrong, as has the folder of scenarios, and it would find what is', () => {
    const files = ['tightest.mjs', 'rounds.mjs'].map((name) => [name, read(`scenarios/placement/${name}`)]);
    const right = [...files, ...examples.map((text, index) => [`example${index}.mjs`, text])];
    const wrong = (examples[0] ?? '').replace('freeCpus', 'freeCpu');
    expect(complaints(Object.fromEntries([...right, ['wrong.mjs', wrong]]))).toEqual([
      "Property 'freeCpu' does not exist on type 'PlacementNode'. Did you mean 'freeCpus'?",
    ]);
  });
});
