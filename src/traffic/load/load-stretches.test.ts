import { describe, expect, it } from 'vitest';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';

/** A request each 2 ms, of 10 ms, at two tasks with two slots each on their own nodes, from 100 ms to 200 ms. */
function world(): TrafficWorld {
  const arrivals = { kind: 'constant', rate: { kind: 'constant', perMs: 0.5 } } as const;
  const clients = [client(0, { arrivals, fromMs: 100, untilMs: 200, target: { kind: 'nodes', port: 80 } })];
  const made = new TrafficWorld([2, 2], { clients, durationMs: 1000, intervalMs: 100 }, 1);
  for (const node of [0, 1]) made.task(node, { demandMs: constant(10), concurrency: 2 });
  made.traffic.start();
  return made;
}

describe('loads over a stretch of time', () => {
  it('are those between its begin and its end, beside others that overlap', () => {
    const { loop, traffic } = world();
    const all = traffic.beginLoad();
    loop.runUntil(100);
    const before = traffic.beginLoad();
    loop.runUntil(150);
    traffic.endLoad(all);
    const during = traffic.beginLoad();
    loop.runUntil(1000);
    traffic.finish();
    const loads = [all, before, during].map((stretch) => traffic.serviceLoad(stretch, 'web'));
    const work = traffic.ended * 10;
    expect(loads[1]!.utilisation).toBeCloseTo(work / (4 * 900), 9);
    expect(loads[0]!.utilisation! * 150 + loads[2]!.utilisation! * 850).toBeCloseTo(work / 4, 9);
    expect(loads[0]!.backlog_length * 150 + loads[2]!.backlog_length * 850).toBeCloseTo(
      loads[1]!.backlog_length * 900,
      9,
    );
    expect(loads[0]!.backlog_length_max).toBeLessThan(loads[2]!.backlog_length_max);
    expect(loads[1]!.backlog_length_max).toBe(loads[2]!.backlog_length_max);
    expect(traffic.serviceLoad(all, 'nobody')).toEqual({ backlog_length: 0, backlog_length_max: 0, utilisation: null });
  });

  it('are those of the intervals', () => {
    const made = world();
    made.run(1000);
    const stretch = made.traffic.loadStretchOf(null);
    const whole = made.traffic.serviceLoad(stretch, 'web');
    const rows = made.intervals.flatMap(({ services }) => services);
    // The first interval ends before the first request.
    expect(rows).toHaveLength(9);
    const mean = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0) / 10;
    expect(mean((row) => row.utilisation!)).toBeCloseTo(whole.utilisation!, 9);
    expect(mean((row) => row.backlog_length)).toBeCloseTo(whole.backlog_length, 9);
    expect(Math.max(...rows.map((row) => row.backlog_length_max))).toBe(whole.backlog_length_max);
    const tasks = made.intervals.flatMap((each) => each.tasks).filter(({ time_s }) => time_s === 0.1);
    expect(tasks).toHaveLength(2);
    expect(tasks[0]!.backlog_length + tasks[1]!.backlog_length).toBeCloseTo(rows[0]!.backlog_length, 9);
    expect((tasks[0]!.utilisation! + tasks[1]!.utilisation!) / 2).toBeCloseTo(rows[0]!.utilisation!, 9);
  });

  it('forget those that waited at a task that is killed', () => {
    const clients = [client(0.1)];
    const made = new TrafficWorld([1], { clients, durationMs: 1000 }, 1);
    const task = made.task(0, { demandMs: constant(5000) });
    made.traffic.start();
    made.loop.runUntil(400);
    made.traffic.kill(task);
    made.loop.runUntil(401);
    const after = made.traffic.beginLoad();
    made.run(1000);
    expect(made.traffic.serviceLoad(made.traffic.loadStretchOf(null), 'web').backlog_length_max).toBeGreaterThan(20);
    expect(made.traffic.serviceLoad(after, 'web')).toMatchObject({ backlog_length: 0, backlog_length_max: 0 });
  });

  it('have no utilisation without a bound, and only the slots of the time that a container ran', () => {
    const clients = [client(0.1, { target: { kind: 'nodes', port: 80 } })];
    const made = new TrafficWorld([1, 1], { clients, durationMs: 1000, intervalMs: 1000 }, 1);
    const short = made.task(0, { demandMs: constant(5), concurrency: 1 });
    made.traffic.start();
    made.loop.runUntil(400);
    made.traffic.kill(short);
    made.run(1000);
    const stretch = made.traffic.loadStretchOf(null);
    const { cpu_busy } = made.traffic.nodeTotals()[0]!;
    expect(cpu_busy).toBeGreaterThan(0.05);
    expect(made.traffic.serviceLoad(stretch, 'web').utilisation).toBeCloseTo((cpu_busy * 1000) / 400, 9);
    const endless = new TrafficWorld([1, 1], { clients, durationMs: 1000, intervalMs: 1000 }, 1);
    endless.task(0, { concurrency: Number.POSITIVE_INFINITY });
    endless.traffic.start();
    endless.run(1000);
    expect(endless.traffic.serviceLoad(endless.traffic.loadStretchOf(null), 'web').utilisation).toBeNull();
  });
});
