import { describe, expect, it } from 'vitest';
import { loadScenario } from './load-scenario.ts';
import { filesOf, problemsOf, sound } from './testing/sound-scenario.ts';

const laws = 'up: { exponential: { mean: 1000h } }, down: 1h';

function read(words: string, text = sound) {
  return loadScenario(filesOf({ 's.yaml': `${text}faults:\n  - ${words}\n` }), 's.yaml', []).scenario.faults;
}

describe('faults', () => {
  it('are of machines, by their own names or their group’s', () => {
    const text = sound.replace('nodes:', 'nodes:\n    - { name: spare, count: 2, cpus: 1, memory: 1GiB }');
    expect(read(`{ machines: [spare], ${laws} }`, text)).toEqual([
      {
        machines: ['spare1', 'spare2'],
        together: false,
        upMs: { kind: 'exponential', mean: 3_600_000_000 },
        downMs: { kind: 'constant', value: 3_600_000 },
      },
    ]);
    expect(read(`{ machines: [spare2], ${laws} }`, text)[0]?.machines).toEqual(['spare2']);
  });

  it('are of machines that meet a constraint, all at once if they fail together', () => {
    expect(read(`{ machines: ['node.role!=manager'], together: true, ${laws} }`)[0]).toMatchObject({
      ...{ machines: ['worker1', 'worker2'], together: true },
    });
  });

  it.each([
    ['{ machines: [node.labels.rack==nowhere], up: 1h, down: 1m }', 'no machine meets "node.labels.rack==nowhere"'],
    ['{ machines: [wroker1], up: 1h, down: 1m }', 'no machine is called "wroker1"'],
    ['{ machines: [worker1, worker1], up: 1h, down: 1m }', 'worker1 fails by chance already'],
    ['{ machines: [worker1], up: 0s, down: 1m }', 'expected a time above 0'],
    ['{ machines: [worker], up: 1us, down: 0s }', 'more than 1,000,000 crashes'],
    ['{ machines: [worker1], up: 1h }', 'a duration such as 8ms'],
  ])('%s is refused', (words, message) => {
    const problems = problemsOf({ 'scenario.yaml': `${sound}faults:\n  - ${words}\n` });
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
  });
});
