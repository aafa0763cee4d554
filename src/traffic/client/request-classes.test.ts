import { describe, expect, it } from 'vitest';
import { checkTraffic } from '../invariants/check-traffic.ts';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';
import { type RequestClass, RequestClasses } from './request-classes.ts';

const classes: readonly RequestClass[] = [
  { name: 'read', share: 0.75, demandMs: { kind: 'uniform', min: 0, max: 4 } },
  { name: 'write', share: 0.25, demandMs: null },
];

describe('RequestClasses', () => {
  it('are told by what was drawn for the demand, each by its share', () => {
    const of = new RequestClasses(classes);
    expect([0.001, 0.7499, 0.75, 0.999].map((share) => of.of(share))).toEqual([0, 0, 1, 1]);
  });

  it('have their own laws over their part, or that of the image', () => {
    const of = new RequestClasses(classes);
    const image = { at: (share: number) => 100 + share };
    expect(of.at(0.375, image)).toBeCloseTo(2, 9);
    expect(of.at(0.875, image)).toBeCloseTo(100.5, 9);
  });

  it('are measured by themselves, and together make up their client', () => {
    const fixed = classes.map((each, index) => ({ ...each, demandMs: constant(1 + 9 * index) }));
    const world = new TrafficWorld([100], { clients: [client(0.2, { classes: fixed, trace: 1 })], durationMs: 20_000 });
    world.loop.afterEvent = () => checkTraffic(world.traffic, world.loop.nowMs);
    world.task(0, { concurrency: 100 });
    world.traffic.start();
    world.run(20_000);
    const [all, read, write] = ['jobs', 'jobs/read', 'jobs/write'].map((name) => world.traffic.clientTally(name));
    expect(read!.requests + write!.requests).toBe(all!.requests);
    expect(read!.requests / all!.requests).toBeCloseTo(0.75, 1);
    expect([read!.latencies.mean, write!.latencies.mean].map((ms) => Math.round(ms!))).toEqual([1, 10]);
    expect(world.traces.filter((row) => row.class === 'write')).toHaveLength(write!.requests);
    expect(world.traffic.latencyRows().map((row) => row.client)).toContain('jobs/write');
  });
});
