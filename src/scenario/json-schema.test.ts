import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { firstScenario } from './first-scenario.ts';
import { scenarioJsonSchema } from './json-schema.ts';
import { knownKeys } from './known-keys.ts';
import { schemaViolations } from './testing/json-schema-check.ts';
import { but, plusClient, sound } from './testing/sound-scenario.ts';

const schema = scenarioJsonSchema();
const violations = (text: string) => schemaViolations(schema, parse(text));
const scenarios = new URL('../../scenarios/', import.meta.url);

describe('the JSON Schema', () => {
  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  it('takes the first scenario, which names it for editors', () => {
    expect(violations(firstScenario)).toEqual([]);
    expect(firstScenario).toMatch(/^# yaml-language-server: \$schema=/m);
  });

  it.each(readdirSync(scenarios).filter((name) => name.endsWith('.yaml')))('takes %s', (name) => {
    const text = readFileSync(new URL(name, scenarios), 'utf8');
    expect(violations(text)).toEqual([]);
    expect(text).toMatch(/^# yaml-language-server: \$schema=/m);
  });

  it.each([
    ['an unknown key', but('cpus: 2, memory', 'cpu: 2, memory'), '/cluster/nodes/0'],
    ['an unknown key of compose', but('replicas', 'replcas'), '/services/web/deploy'],
    ['a map in the place of a list', sound.concat('traffic: {}\n'), '/traffic'],
    ['a choice', but('role: manager', 'role: king'), '/cluster/nodes/0/role'],
    ['a missing key', but('memory: 4GiB }\n    -', '}\n    -'), '/cluster/nodes/0'],
    ['a law', plusClient('to: nodes:1, arrivals: { every: { exp: 1s } }'), '/traffic/0/arrivals/every'],
  ])('refuses %s', (_, text, at) => {
    expect(violations(text).some((violation) => violation.startsWith(at))).toBe(true);
  });

  it('knows the keys of each map', () => {
    expect(knownKeys(['timeline', 3])).toEqual([
      'at',
      'run',
      'on',
      'expect_exit',
      'crash',
      'restore',
      'slow',
      'factor',
      'noise',
      'cpus',
      'pause',
      'partition',
      'kill_dockerd',
      'stop_dockerd',
      'registry',
      'for',
    ]);
    expect(knownKeys(['images', 'constructor', 'demand'])).toContain('lognormal');
    expect(knownKeys(['nowhere', 'toString'])).toEqual([]);
  });
});
