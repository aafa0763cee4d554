import { describe, expect, it } from 'vitest';
import { Cluster, type Counts } from '../../swarm/scheduler/testing/cluster.ts';
import type { NodeTraits } from '../../swarm/scheduler/testing/make-node.ts';
import { makeTaskSpec } from '../../swarm/scheduler/testing/make-task.ts';
import { loadOwnStrategy } from './load-own-strategy.ts';

const big: NodeTraits = { nanoCpus: 4e9, memoryBytes: 1000, labels: { disk: 'ssd' } };
const spec = makeTaskSpec({ reservations: { nanoCpus: 1e9, memoryBytes: 100 } });

/** Two nodes, a with a task of 1 CPU; b is larger. */
async function place(text: string, tasks = 1, wanted = spec): Promise<Counts> {
  const strategy = await loadOwnStrategy(text, 'mine.mjs');
  return new Cluster(strategy, 1)
    .node('a', { ...big, reserved: { nanoCpus: 1e9 } })
    .node('b', { ...big, nanoCpus: 8e9, labels: {} })
    .place(tasks, wanted);
}

const scoring = (body: string) => `export default {\n  score(task, node, context) {\n    ${body}\n  },\n};\n`;
const placing = (body: string) => `export default {\n  place(group) {\n    ${body}\n  },\n};\n`;

describe('a strategy that scores', () => {
  it.each([
    ['return node.reservedCpus;', { a: 3, b: 1 }],
    ['return node.freeCpus;', { b: 4 }],
    ['return node.labels.disk === "ssd" ? 1 : 0;', { a: 3, b: 1 }],
    ['return node.name === "b" ? null : 1;', { a: 3 }],
    ['return -node.tasks;', { a: 2, b: 2 }],
    ['return node.cpus === 8 && task.cpus === 1 && task.memoryBytes === 100 ? 1 : 0;', { b: 4 }],
    ['return node.name === "b" ? Infinity : -Infinity;', { b: 4 }],
  ])('%s', async (body, counts) => {
    expect(await place(scoring(body), 4)).toEqual(counts);
  });

  it('draws from the stream of the run', async () => {
    const draws = async () => place(scoring('return context.random();'), 4);
    const [first, second] = [await draws(), await draws()];
    expect(first).toEqual(second);
  });

  it('forgets what it remembered when it is loaded anew', async () => {
    const text = `let n = 0;\n${scoring('n += 1; if (n > 2) throw new Error("remembered"); return 0;')}`;
    await place(text);
    await expect(place(text)).resolves.toBeDefined();
  });
});

describe('a strategy that places', () => {
  it('assigns tasks to nodes that fit', async () => {
    const text = placing('for (const n of group.nodes) while (group.remaining > 0 && group.fits(n)) group.assign(n);');
    expect(await place(text, 20)).toEqual({ a: 3, b: 8 });
  });

  it('may leave tasks', async () => {
    expect(await place(placing(''), 3)).toEqual({});
  });
});

describe('a file that is no strategy', () => {
  it.each([
    ['nothing', '', 'mine.mjs: no default export: expected export default { score(task'],
    ['another export', 'export const score = () => 1;', 'mine.mjs: no default export'],
    ['a function', 'export default () => 1;', 'mine.mjs: the default export is a function'],
    ['an empty object', 'export default {};', 'has neither score nor place'],
    ['both', 'export default { score() {}, place() {} };', 'has both score and place'],
    ['a score that is no function', 'export default { score: 3 };', 'mine.mjs: score is 3: expected a function'],
    ['a syntax error', scoring('return node.tasks +;'), "mine.mjs:3:24: SyntaxError: Unexpected token ';'"],
    ['an open brace', 'export default {\n  score( {', 'mine.mjs:2:11: SyntaxError: Unexpected end of input'],
    ['an error at the top', 'const a = 1;\nnode.tasks;\n', 'mine.mjs:2:1: ReferenceError: node is not defined'],
    ['an import', 'import "./x.mjs";\nexport default {};', 'mine.mjs:1:1: a strategy cannot import'],
    ['chance', scoring('return Math.random();'), 'mine.mjs:3:12: Math.random would make'],
  ])('%s', async (_, text, message) => {
    await expect(loadOwnStrategy(text, 'mine.mjs')).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
  });
});

describe('a strategy that misbehaves', () => {
  it.each([
    ['an error', scoring('return node.none.x;'), 'mine.mjs:3:22: score failed: TypeError: Cannot read'],
    ['no answer', scoring('node.tasks;'), 'mine.mjs: score of a for svc is undefined: expected a number'],
    ['NaN', scoring('return node.tasks / 0 * 0;'), 'mine.mjs: score of a for svc is NaN'],
    ['a text', scoring('return "high";'), 'score of a for svc is the text "high"'],
    ['a promise', 'export default { async score() { return 1; } };', 'score of a for svc is a promise'],
    ['a change', scoring('node.tasks = 3; return 1;'), 'mine.mjs:3:16: score failed: TypeError: Cannot set'],
    ['a node that does not fit', placing('group.assign(group.nodes[0]); group.assign(group.nodes[0]);'), 'mine.mjs:3:'],
    [
      'too many',
      placing('for (;;) for (const node of group.nodes) group.assign(node);'),
      'group.assign: no task is left',
    ],
    [
      'a node of its own',
      placing('group.assign({ name: "b" });'),
      'mine.mjs:3:11: group.assign takes one of group.nodes',
    ],
    ['a promise of placing', 'export default { async place() {} };', 'mine.mjs: place is async'],
    ['a thrown text', scoring('throw "no";'), 'mine.mjs: score failed: the text "no"'],
  ])('%s', async (_, text, message) => {
    const tooLarge = makeTaskSpec({ placement: { maxReplicas: 1 } });
    await expect(place(text, 2, tooLarge)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
  });
});
