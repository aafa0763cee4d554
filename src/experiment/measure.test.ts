import { describe, expect, it } from 'vitest';
import { loadScenario } from '../scenario/load-scenario.ts';
import type { RunResult } from '../simulation/run-result.ts';
import { simulate } from '../simulation/simulation.ts';
import { metrics } from '../simulation/vocabulary.ts';
import { decodeResult, encodeResult } from './job-result.ts';
import { measure } from './measure.ts';
import { smallScenario } from './testing/small-experiment.ts';

const subjects = { client: '(shoppers)', service: '(web)', node: '(w1)', balancer: '(haproxy)', cluster: '' } as const;

function run(overrides: readonly string[]): RunResult {
  return simulate(loadScenario({ read: () => smallScenario }, 'small.yaml', overrides).scenario);
}

const reserving = 'services.web.deploy.resources={ reservations: { cpus: "1" } }';

describe('what is kept of a run', () => {
  it('has every metric of the catalogue that is a number', () => {
    const balancer = 'balancers=[{ name: haproxy, algorithm: leastconn, servers: "tasks:web:80" }]';
    const { values } = measure(run([reserving, balancer]), false);
    const numbers = metrics.filter(({ unit }) => unit !== 'word');
    expect(numbers.map(({ name, subject }) => name + subjects[subject]).filter((name) => !(name in values))).toEqual(
      [],
    );
  });

  it('has times in ms, as expectations do', () => {
    const result = run([`${reserving}`, 'services.web.deploy.replicas=9', 'expect=["pending_max > 1ms"]']);
    const { values, promises } = measure(result, false);
    expect(values.pending_max).toBe(promises[0]?.value);
    expect(values.pending_max).toBeGreaterThan(1000);
  });

  it('has the parts of latency by client', () => {
    const result = run([]);
    const { backlog, service } = result.summary.clients.shoppers!.parts;
    const { values } = measure(result, false);
    expect(values['mean_backlog(shoppers)']).toBe(backlog.mean_ms);
    expect(values['p99_service(shoppers)']).toBe(service.p99_ms);
  });

  it('says why tasks wait', () => {
    const { values, pressure } = measure(run([reserving, 'services.web.deploy.replicas=9']), false);
    expect(values.pending).toBe(3);
    expect(pressure.pendingReasons).toEqual(['no suitable node (insufficient resources on 3 nodes)']);
  });

  it('has no course unless it is asked for', () => {
    const result = run([]);
    expect(measure(result, false).course).toBeNull();
    const course = measure(result, true).course;
    expect(course?.latency).toEqual(result.latency);
    expect(course?.inFlight).toHaveLength(result.latency.length);
  });

  it('travels as text, infinite values too', () => {
    const result = measure(run(['expect=["p99(shoppers) < 1s"]', 'images.web:1.listens_after=19s']), true);
    expect(result.promises[0]?.value).toBe(Number.POSITIVE_INFINITY);
    expect(decodeResult(encodeResult(result))).toEqual(result);
  });
});
