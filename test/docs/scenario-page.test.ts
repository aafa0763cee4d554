import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ignoredServiceKeys } from '../../src/docker/compose/service-schema.ts';
import { formatGoDuration } from '../../src/docker/units/go-duration.ts';
import { makeSampler } from '../../src/kernel/distribution.ts';
import { defaults } from '../../src/scenario/defaults.ts';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { grouped, limits } from '../../src/scenario/limits.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { placementStrategies } from '../../src/swarm/scheduler/strategies/registry.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/scenario.md');
const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const haproxyCfg = read('scenarios/haproxy.cfg');

/** All keys that a schema speaks of, at any depth. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = schema as { properties?: object };
  const inside = Object.entries(schema).flatMap(([word, each]) =>
    word === 'properties' ? Object.values(each) : [each],
  );
  return [...Object.keys(properties), ...inside.flatMap(keysOf)];
}

describe('docs/scenario.md', () => {
  it('begins with a scenario that is right', () => {
    const texts: Record<string, string> = { 'example.yaml': example, 'haproxy.cfg': haproxyCfg };
    const { scenario } = loadScenario({ read: (path) => texts[path] ?? '' }, 'example.yaml', []);
    expect(scenario.cluster.nodes).toHaveLength(5);
    expect(scenario.expect).toHaveLength(3);
  });

  it('explains every key', () => {
    const keys = [...new Set(keysOf(scenarioJsonSchema()))].filter((key) => !ignoredServiceKeys.includes(key));
    // Algorithms of balancers and their parameters have a page of their own.
    const pages = page + read('docs/reference/balancers.md');
    const code = (pages.replace(/```[\s\S]*?```/g, '').match(/`[^`\n]+`/g) ?? []).join(' ');
    const words = new Set([...(code.match(/[a-z_0-9]+/g) ?? []), ...(code.match(/[a-z_0-9-]+/g) ?? [])]);
    expect(keys.length).toBeGreaterThan(90);
    expect(keys.filter((key) => !words.has(key))).toEqual([]);
  });

  it.each([
    ['seed', String(defaults.seed)],
    ['start', defaults.start],
    ['profile', defaults.profile],
    ['placement', defaults.placement],
    ['task_history_limit', String(defaults.taskHistoryLimit)],
    ['heartbeat', formatGoDuration(defaults.heartbeatPeriodMs)],
    ['registry', `${defaults.registryBytesPerMs / 1000}MB`],
    ['download', `${defaults.downloadBytesPerMs / 1000}MB`],
    ['address', `from \`${defaults.firstAddress}\` on`],
    ['os`, `arch', `${defaults.platform.os}\`, \`${defaults.platform.arch}`],
    ['size', `${defaults.image.sizeBytes / 1e6}MB`],
    ['concurrency', String(defaults.image.concurrency)],
    ['backlog', String(defaults.image.backlog)],
    ['version', defaults.balancerVersion],
    ['client', `${makeSampler(defaults.network.clientMs).mean}ms`],
    ['balancer', `${makeSampler(defaults.network.balancerMs).mean}ms`],
    ['overlay', `${makeSampler(defaults.network.overlayMs).mean}ms`],
    ['connect_timeout', formatGoDuration(defaults.network.connectTimeoutMs)],
  ])('tells the default of `%s`', (key, value) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${key}\` |`) && line.includes(value));
    expect(row?.split(' | ')[2]?.replaceAll('`', '')).toBe(value.replaceAll('`', ''));
  });

  it.each([
    ['create', defaults.image.createMs],
    ['start', defaults.image.startMs],
    ['demand', defaults.image.demandMs],
  ])('tells the default law of `%s`', (key, law) => {
    const [, median, p99] = new RegExp(`\\| \`${key}\` \\| law \\| median (\\d+)ms, p99 (\\d+)ms \\|`).exec(page) ?? [];
    expect(law.kind).toBe('lognormal');
    if (law.kind !== 'lognormal') return;
    expect(Math.exp(law.mu)).toBeCloseTo(Number(median), 6);
    expect(Math.exp(law.mu + 2.3263478740408408 * law.sigma)).toBeCloseTo(Number(p99), 6);
  });

  it('tells the bounds and the strategies', () => {
    for (const bound of [limits.machines, limits.replicas, limits.intervals, limits.requests, limits.tracedRequests])
      expect(page).toContain(grouped(bound));
    expect(page).toContain(`${limits.durationMs / 3_600_000}h`);
    for (const { name } of placementStrategies) expect(page).toContain(`\`${name}\``);
  });
});
