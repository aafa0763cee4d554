import { describe, expect, it } from 'vitest';
import type { AutoscaleMetric, AutoscaleSpec } from '../swarm/autoscaler/autoscale-spec.ts';
import { describeDecision } from './autoscaling.ts';

function decision(metric: AutoscaleMetric, target: number, from: number, to: number, value: number | null): string {
  const spec: AutoscaleSpec = {
    service: 'web',
    metric,
    target,
    min: 2,
    max: 9,
    everyMs: 15_000,
    upCooldownMs: 0,
    downCooldownMs: 300_000,
    tolerance: 0.1,
  };
  return describeDecision({ spec, from, to, value });
}

describe('describeDecision', () => {
  it('says what was decided and why', () => {
    expect(decision('cpu', 0.6, 4, 6, 0.87)).toBe('web: 4 → 6 (cpu 87%, target 60%)');
    expect(decision('requests', 0.05, 4, 6, 0.0742)).toBe('web: 4 → 6 (requests per task 74.2/s, target 50.0/s)');
    expect(decision('in_flight', 6, 8, 5, 3.14)).toBe('web: 8 → 5 (in flight per task 3.1, target 6.0)');
    expect(decision('cpu', 0.6, 1, 2, null)).toBe('web: 1 → 2 (min 2)');
    expect(decision('cpu', 0.6, 12, 9, null)).toBe('web: 12 → 9 (max 9)');
  });
});
