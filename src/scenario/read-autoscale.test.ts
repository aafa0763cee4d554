import { describe, expect, it } from 'vitest';
import { loadScenario } from './load-scenario.ts';
import { filesOf, plus, problemsOf, sound } from './testing/sound-scenario.ts';

const reserved = sound.replace(
  'deploy: { replicas: 2 }',
  'deploy: { replicas: 2, resources: { reservations: { cpus: "0.5" } } }',
);

function autoscale(words: string, text = reserved) {
  return loadScenario(filesOf({ 's.yaml': `${text}autoscale:\n  web: ${words}\n` }), 's.yaml', []).scenario.autoscale;
}

describe('autoscale', () => {
  it('has Kubernetes’ defaults', () => {
    expect(autoscale('{ target: { cpu: 60% }, max: 8 }')).toEqual([
      {
        service: 'web',
        metric: 'cpu',
        target: 0.6,
        min: 1,
        max: 8,
        everyMs: 15_000,
        upCooldownMs: 0,
        downCooldownMs: 300_000,
        tolerance: 0.1,
      },
    ]);
  });

  it('reads every key', () => {
    const words =
      '{ target: { requests: 50/s }, min: 2, max: 8, every: 5s, cooldown: { up: 30s, down: 1m }, tolerance: 0% }';
    expect(autoscale(words, sound)[0]).toMatchObject({
      metric: 'requests',
      target: 0.05,
      min: 2,
      everyMs: 5_000,
      upCooldownMs: 30_000,
      downCooldownMs: 60_000,
      tolerance: 0,
    });
    expect(autoscale('{ target: { in_flight: 2.5 }, max: 8 }', sound)[0]).toMatchObject({
      metric: 'in_flight',
      target: 2.5,
    });
  });

  const global = sound.replace('replicas: 2', 'mode: global');
  // A mark stands where the problem is to be found.
  it.each([
    [plus('autoscale:\n  ‸wbe: { target: { in_flight: 1 }, max: 2 }'), 'services has no service called "wbe"'],
    [`${global}autoscale:\n  ‸web: { target: { in_flight: 1 }, max: 2 }\n`, 'only replicated services'],
    [plus('autoscale:\n  web: { target: { in_flight: 1 }, min: 3, max: ‸2 }'), 'max must be at least min (3), found 2'],
    [plus('autoscale:\n  web: { target: { in_flight: ‸0 }, max: 2 }'), 'must be more than nothing'],
    [plus('autoscale:\n  web: { target: { requests: ‸-5/s }, max: 2 }'), 'expected a rate such as 400/s'],
    [plus('autoscale:\n  web: { target: { cpu: ‸60% }, max: 2 }'), 'services.web.deploy.resources.reservations.cpus'],
    [plus('autoscale:\n  web: { target: ‸{}, max: 2 }'), 'name one of cpu, requests, in_flight'],
    [plus('autoscale:\n  web: { target: ‸{ in_flight: 1, requests: 1/s }, max: 2 }'), 'name one of cpu'],
    [plus('autoscale:\n  web: ‸{ target: { in_flight: 1 } }'), 'autoscale.web.max: missing'],
    [plus('autoscale:\n  web: { target: { in_flight: 1 }, max: 2, ‸evry: 5s }'), 'unknown key "evry"'],
  ])('refuses %j', (text, words) => {
    const [before = ''] = text.split('‸');
    const lines = before.split('\n');
    const problems = problemsOf({ 'scenario.yaml': text.replace('‸', '') });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(words);
    expect([problems[0]?.line, problems[0]?.column]).toEqual([lines.length, (lines.at(-1)?.length ?? 0) + 1]);
  });
});
