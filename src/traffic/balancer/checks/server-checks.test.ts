import { describe, expect, it } from 'vitest';
import { EventLoop } from '../../../kernel/event-loop.ts';
import type { HealthCheckSpec } from '../../spec.ts';
import { plainCheck, plainHttpCheck } from '../plain-balancer.ts';
import type { ProbeListener } from './probe.ts';
import { ServerChecks } from './server-checks.ts';

type Answer = 'refuses' | 'is silent' | number;

/** Checks of a server each second; `answers` at each check, in turn, the last one for ever. */
function played(more: Partial<HealthCheckSpec>, answers: readonly Answer[], spreadPercent = 0) {
  const loop = new EventLoop();
  const asked: number[] = [];
  const changes: string[] = [];
  const probe = {
    open(asks: boolean, listener: ProbeListener) {
      const answer = answers[Math.min(asked.push(loop.nowMs), answers.length) - 1]!;
      if (answer === 'refuses') listener.refused();
      else if (answer !== 'is silent') {
        listener.connected();
        if (asks && answer > 0) listener.answered(answer);
      }
    },
  };
  const pace = { intervalMs: 1000, fastIntervalMs: 100, downIntervalMs: 400 };
  const checks = new ServerChecks({
    ...{ loop, probe, spreadPercent, seed: 1, connectTimeoutMs: 300 },
    spec: { ...plainCheck, ...pace, fall: 2, rise: 2, ...more },
    changed: (state, reason) => changes.push(`${loop.nowMs} ${state}: ${reason}`),
    checkFailed: () => {},
  });
  checks.begin(0);
  return { loop, asked, changes, checks };
}

const http = plainHttpCheck;

describe('the checks of a server', () => {
  it('find it down after `fall` failures and up after `rise` successes, each at its own pace', () => {
    const { loop, asked, changes } = played({}, [200, 'refuses', 'refuses', 200, 200, 200]);
    loop.runUntil(3000);
    expect(asked).toEqual([0, 1000, 1100, 1500, 1600, 2600]);
    expect(changes).toEqual(['1100 down: Layer4 connection problem', '1600 up: Layer4 check passed']);
  });

  it('wait for `inter`, or for `timeout connect` if there is a `timeout check`, for a connection', () => {
    const without = played({}, ['is silent']);
    without.loop.runUntil(5000);
    expect(without.changes).toEqual(['1000 down: Layer4 timeout']);
    const both = played({ timeoutMs: 2000 }, ['is silent']);
    both.loop.runUntil(5000);
    expect(both.changes).toEqual(['300 down: Layer4 timeout']);
  });

  it('wait for the longer of `inter` and `timeout check` for an answer', () => {
    for (const [timeoutMs, atMs] of [
      [null, 1000],
      [500, 1000],
      [1500, 1500],
    ]) {
      const { loop, changes } = played({ http, timeoutMs: timeoutMs ?? null }, [0]);
      loop.runUntil(5000);
      expect(changes).toEqual([`${atMs} down: Layer7 timeout`]);
    }
  });

  it.each([
    ['2xx and 3xx pass', http, [200, 399], [199, 404, 500]],
    ['what is expected passes', { ...http, statuses: [{ from: 401, to: 404 }] }, [401, 404], [200, 405]],
    ['what is not expected passes', { ...http, statuses: [{ from: 500, to: 599 }], negated: true }, [200, 404], [503]],
  ])('by HTTP: %s', (_, spec, good, bad) => {
    const stateAfter = (status: number) => {
      const { loop, checks } = played({ http: spec }, [status]);
      loop.runUntil(10);
      return checks.state;
    };
    expect(good.map(stateAfter)).toEqual(good.map(() => 'up'));
    expect(bad.map(stateAfter)).toEqual(bad.map(() => 'down'));
  });

  it('make a server that answers 404 stopping, at once, but not one that is down', () => {
    const disabling = { http: { ...http, disableOn404: true } };
    const up = played(disabling, [404, 404, 200]);
    up.loop.runUntil(2500);
    expect(up.changes).toEqual(['0 stopping: Layer7 check conditionally passed', '2000 up: Layer7 check passed']);
    const down = played(disabling, [500, 404]);
    down.loop.runUntil(2500);
    expect(down.changes).toEqual(['0 down: Layer7 wrong status']);
  });

  it('rest while the server is in maintenance; then one failure is enough', () => {
    const { loop, asked, changes, checks } = played({}, [200, 200, 'refuses']);
    loop.runUntil(1500);
    checks.pause();
    loop.runUntil(3500);
    expect(asked).toEqual([0, 1000]);
    checks.resume();
    loop.runUntil(4500);
    expect(asked).toEqual([0, 1000, 4000, 4400]);
    expect(changes).toEqual(['4000 down: Layer4 connection problem']);
  });

  it('vary by so many percent', () => {
    const { loop, asked } = played({}, [200], 20);
    loop.runUntil(200_000);
    const gaps = asked.slice(1).map((atMs, index) => atMs - asked[index]!);
    expect(Math.min(...gaps)).toBeGreaterThan(800);
    expect(Math.max(...gaps)).toBeLessThan(1200);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeGreaterThan(350);
  });
});

describe('observed traffic', () => {
  const observe = { layer: 4, errorLimit: 3, onError: 'mark-down' } as const;

  function afterErrors(errors: number, more: Partial<HealthCheckSpec>) {
    const { loop, changes, asked, checks } = played({ fall: 3, ...more }, [200]);
    loop.runUntil(50);
    for (let error = 0; error < errors; error++) checks.observe(4, false);
    loop.runUntil(200);
    return { changes, asked };
  }

  it('marks a server down after so many errors in a row', () => {
    expect(afterErrors(2, { observe }).changes).toEqual([]);
    expect(afterErrors(3, { observe }).changes).toEqual(['50 down: Health analyze']);
  });

  it.each([
    ['fastinter', 0],
    ['fail-check', 0],
    ['sudden-death', 0],
    ['mark-down', 1],
  ] as const)('%s: the next check comes early, changes %i', (onError, changes) => {
    const played = afterErrors(3, { observe: { ...observe, onError } });
    expect(played.changes).toHaveLength(changes);
    expect(played.asked.slice(0, 2)).toEqual([0, 150]);
  });

  it('brings a server to the brink: one failed check more', () => {
    const { loop, changes, checks } = played({ fall: 5, observe: { ...observe, onError: 'sudden-death' } }, [
      200,
      'refuses',
    ]);
    loop.runUntil(50);
    for (let error = 0; error < 3; error++) checks.observe(4, false);
    loop.runUntil(200);
    expect(changes).toEqual(['150 down: Layer4 connection problem']);
  });

  it('counts errors in a row, on its own layer', () => {
    const { loop, changes, checks } = played({ observe: { ...observe, layer: 7 } }, [200]);
    loop.runUntil(50);
    for (const [layer, good] of [
      [7, false],
      [7, false],
      [7, true],
      [7, false],
      [4, true],
      [7, false],
    ] as const)
      checks.observe(layer, good);
    expect(changes).toEqual([]);
    checks.observe(4, false);
    expect(changes).toEqual(['50 down: Health analyze']);
  });
});
