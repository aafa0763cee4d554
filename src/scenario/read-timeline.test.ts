import { describe, expect, it } from 'vitest';
import { loadScenario } from './load-scenario.ts';
import { filesOf, problemsOf, sound } from './testing/sound-scenario.ts';

const textOf = (entry: string) => `${sound}timeline:\n  - ${entry}\n`;

function action(entry: string) {
  return loadScenario(filesOf({ 's.yaml': textOf(entry) }), 's.yaml', []).scenario.timeline[0]?.action;
}

describe('faults of the timeline', () => {
  it('are of machines, or of what runs for a slot, for a while or until the end', () => {
    expect(action('{ at: 1m, slow: worker1, factor: 0.3, for: 30s }')).toEqual({
      ...{ kind: 'slow', node: 'worker1', factor: 0.3, forMs: 30_000 },
    });
    expect(action('{ at: 1m, noise: worker1, cpus: 1.5 }')).toEqual({
      ...{ kind: 'noise', node: 'worker1', cpus: 1.5, forMs: null },
    });
    expect(action('{ at: 1m, pause: worker1, for: 1s }')).toMatchObject({
      target: { kind: 'machine', node: 'worker1' },
    });
    expect(action('{ at: 1m, pause: web.2, for: 1s }')).toMatchObject({
      target: { kind: 'slot', service: 'web', slot: 2 },
    });
    expect(action('{ at: 1m, pause: web.worker1, for: 1s }')).toMatchObject({
      target: { kind: 'slot', service: 'web', slot: 'worker1' },
    });
  });

  it('cut machines off, alone or together, and stop engines', () => {
    expect(action('{ at: 1m, partition: worker1, for: 30s }')).toEqual({
      ...{ kind: 'partition', nodes: ['worker1'], forMs: 30_000 },
    });
    expect(action('{ at: 1m, partition: [manager1, worker1] }')).toMatchObject({ nodes: ['manager1', 'worker1'] });
    expect(action('{ at: 1m, registry: down, for: 5s }')).toEqual({ kind: 'registry', forMs: 5_000 });
    expect(action('{ at: 1m, kill_dockerd: worker1, for: 5s }')).toMatchObject({ kind: 'kill_dockerd', forMs: 5_000 });
    expect(action('{ at: 1m, stop_dockerd: worker1 }')).toMatchObject({ kind: 'stop_dockerd', node: 'worker1' });
  });

  it('are of all machines that a constraint means', () => {
    const { timeline } = loadScenario(
      filesOf({ 's.yaml': textOf('{ at: 1m, crash: node.hostname!=nobody }') }),
      's.yaml',
      [],
    ).scenario;
    expect(timeline.length).toBeGreaterThan(1);
    expect(new Set(timeline.map((entry) => entry.action.kind))).toEqual(new Set(['crash']));
    expect(action('{ at: 1m, partition: node.role==manager }')).toMatchObject({ nodes: ['manager1'] });
  });

  it('may be of services that a command makes', () => {
    const made = "{ at: 1m, pause: api.1 }\n  - { at: 10s, run: 'docker service create --name api web:1' }";
    expect(action(made)).toMatchObject({ kind: 'docker' });
  });

  it.each([
    ['{ at: 1m, slow: worker1 }', 'slow needs factor'],
    ['{ at: 1m, noise: worker1 }', 'noise needs cpus'],
    ['{ at: 1m, slow: wroker1, factor: 0.3 }', 'no machine is called "wroker1" – did you mean "worker1"?'],
    ['{ at: 1m, slow: worker1, factor: 0 }', 'a factor is above 0'],
    ['{ at: 1m, crash: node.labels.zone==nowhere }', 'no machine meets "node.labels.zone==nowhere"'],
    ['{ at: 1m, crash: node.labels.zone== }', "value '' is invalid, in a constraint such as node.labels.zone==a"],
    ['{ at: 1m, partition: [] }', 'needs at least one machine'],
    ['{ at: 1m, partition: [worker1, wroker1] }', 'no machine is called "wroker1" – did you mean "worker1"?'],
    ['{ at: 1m, pause: wbe.2 }', 'no service is called "wbe" – did you mean "web"?'],
    ['{ at: 1m, pause: web }', 'neither a machine nor a slot of a service such as web.2 – did you mean "web.1"?'],
    ['{ at: 1m, crash: worker1, for: 30s }', 'for goes with slow, noise, pause'],
    ['{ at: 1m, pause: worker1, cpus: 1 }', 'cpus goes with noise'],
  ])('%s is refused', (entry, message) => {
    const problems = problemsOf({ 'scenario.yaml': textOf(entry) });
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
  });
});
