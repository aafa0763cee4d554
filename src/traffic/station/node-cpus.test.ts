import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLoop } from '../../kernel/event-loop.ts';
import { TimeIntegrals } from '../../metrics/time-integrals.ts';
import { RequestTable } from '../request-table.ts';
import type { CpuCapacity, Remaining } from './cpu-shares.ts';
import { fillClaims } from './fill-claims.ts';
import { NodeCpus } from './node-cpus.ts';

interface Job {
  readonly atMs: number;
  readonly workMs: number;
  readonly task: number;
}

interface Rules {
  readonly limitCpus: number;
  readonly weight: number | null;
}

/** From `atMs` on the node has this; or that task stands still (1) or goes on (−1). */
type Change =
  | { readonly atMs: number; readonly capacity: CpuCapacity }
  | { readonly atMs: number; readonly task: number; readonly pause: 1 | -1 };

interface Play {
  readonly capacity: CpuCapacity;
  readonly tasks: readonly Rules[];
  readonly jobs: readonly Job[];
  readonly changes: readonly Change[];
}

const plain: Rules = { limitCpus: Number.POSITIVE_INFINITY, weight: null };
const slots = 1000;

/** When each job is done, by the node's CPUs; `NaN` = never. `slotsOfTask`: at most so many jobs of a task are under work at once. */
function finishTimes({ capacity, tasks, jobs, changes }: Play, slotsOfTask = slots): number[] {
  const loop = new EventLoop();
  const requests = new RequestTable();
  const done: number[] = jobs.map(() => Number.NaN);
  const busy = new TimeIntegrals();
  const running = new Set<number>();
  const node: NodeCpus = new NodeCpus({
    ...{ loop, requests, capacity, busy, index: busy.add(0) },
    alone: function* ({ speed }): Iterable<Remaining> {
      for (const slot of running) yield { slot, leftMs: (requests.finishDueMs[slot]! - loop.nowMs) * speed };
    },
    finished: {
      fire: (slot, _b, nowMs) => {
        running.delete(slot);
        done[taken.indexOf(slot)] = nowMs;
        node.end(nowMs);
      },
    },
  });
  for (const [task, rules] of tasks.entries()) node.addTask({ task, slots: slotsOfTask, pauses: 0, ...rules }, 0);
  const taken = jobs.map(() => requests.take());
  for (const change of changes) {
    loop.call(change.atMs, () => {
      if ('capacity' in change) node.setCapacity(change.capacity, loop.nowMs);
      else node.pause(change.task, change.pause, loop.nowMs);
    });
  }
  jobs.forEach(({ atMs, workMs, task }, i) => {
    loop.call(atMs, () => {
      const slot = taken[i]!;
      requests.task[slot] = task;
      running.add(slot);
      node.begin(slot, workMs, loop.nowMs);
    });
  });
  loop.runUntil(1e6);
  expect(node.working).toBe(done.filter(Number.isNaN).length);
  const work = jobs.reduce((sum, { workMs }) => sum + workMs, 0);
  if (changes.length === 0) expect(busy.area(0, loop.nowMs) * capacity.speed).toBeCloseTo(work, 6);
  return done;
}

/** The same by playing the sharing out from change to change. */
function playedOut({ capacity, tasks, jobs, changes }: Play): number[] {
  const left = jobs.map(({ workMs }) => workMs);
  const done = jobs.map(() => Number.NaN);
  const pauses = tasks.map(() => 0);
  const instants = [...jobs, ...changes].map(({ atMs }) => atMs).sort((a, b) => a - b);
  let now = capacity;
  let nowMs = 0;
  for (;;) {
    for (const change of changes.filter(({ atMs }) => atMs === nowMs)) {
      if ('capacity' in change) now = change.capacity;
      else pauses[change.task]! += change.pause;
    }
    const here = jobs.flatMap((job, i) => (job.atMs <= nowMs && Number.isNaN(done[i]!) ? [i] : []));
    const counts = tasks.map((_, task) => here.filter((i) => jobs[i]!.task === task).length);
    const cpus = granted(tasks, counts, pauses, now.cpus);
    const pace = (i: number) => (cpus[jobs[i]!.task]! / counts[jobs[i]!.task]!) * now.speed;
    const next = Math.min(
      instants.find((atMs) => atMs > nowMs) ?? Number.POSITIVE_INFINITY,
      ...here.map((i) => (pace(i) === 0 ? Number.POSITIVE_INFINITY : nowMs + left[i]! / pace(i))),
    );
    if (next === Number.POSITIVE_INFINITY) return done;
    for (const i of here) {
      left[i]! -= (next - nowMs) * pace(i);
      if (left[i]! < 1e-8) done[i] = next;
    }
    nowMs = next;
  }
}

/** By pouring a little at a time into whoever may have more. */
function granted(
  tasks: readonly Rules[],
  counts: readonly number[],
  pauses: readonly number[],
  cpus: number,
): number[] {
  const wanted = tasks.map(({ limitCpus }, i) => (pauses[i]! > 0 ? 0 : Math.min(counts[i]!, limitCpus)));
  const weights = tasks.map(({ weight }, i) => weight ?? counts[i]!);
  const got = tasks.map(() => 0);
  let left = cpus;
  for (;;) {
    const thirsty = got.flatMap((has, i) => (wanted[i]! - has > 1e-12 ? [i] : []));
    if (thirsty.length === 0 || left < 1e-12) return got;
    const weight = thirsty.reduce((sum, i) => sum + weights[i]!, 0);
    const level = Math.min(left / weight, ...thirsty.map((i) => (wanted[i]! - got[i]!) / weights[i]!));
    for (const i of thirsty) got[i]! += level * weights[i]!;
    left -= level * weight;
  }
}

function expectPlayedOut(play: Play): void {
  const expected = playedOut(play);
  finishTimes(play).forEach((time, i) => {
    if (Number.isNaN(expected[i]!)) expect(time).toBeNaN();
    else expect(time).toBeCloseTo(expected[i]!, 5);
  });
}

const job = (tasks: number) =>
  fc.record({
    atMs: fc.integer({ min: 0, max: 60 }),
    workMs: fc.double({ min: 0.01, max: 20, noNaN: true }),
    task: fc.nat(tasks - 1),
  });
const rules = fc.record({
  limitCpus: fc.constantFrom(Number.POSITIVE_INFINITY, 0.25, 0.5, 1, 1.5, 3),
  weight: fc.constantFrom(null, 1, 2, 0.5),
});
const capacity = fc.record({ cpus: fc.constantFrom(0.3, 1, 2, 4.5), speed: fc.constantFrom(1, 1, 0.5, 2) });
const change = fc.oneof(
  fc.record({ atMs: fc.integer({ min: 0, max: 80 }), capacity }),
  fc.record({ atMs: fc.integer({ min: 0, max: 80 }), task: fc.nat(2), pause: fc.constant(1 as const) }),
);

describe('the CPUs of a node', () => {
  it('are shared equally among the requests that want them', () => {
    // Two share from 2 ms on: the first has 2 of its 4 ms left, which take 4.
    const jobs = [
      { atMs: 0, workMs: 4, task: 0 },
      { atMs: 2, workMs: 3, task: 0 },
    ];
    const on = (cpus: number) => finishTimes({ capacity: { cpus, speed: 1 }, tasks: [plain], jobs, changes: [] });
    expect(on(1)).toEqual([6, 7]);
    expect(on(2)).toEqual([4, 5]);
    expect(on(0.5)).toEqual([14, 14]);
  });

  it('give a task no more than its limit, and the others what it leaves', () => {
    const tasks = [{ ...plain, limitCpus: 0.5 }, plain];
    const jobs = [
      { atMs: 0, workMs: 2, task: 0 },
      { atMs: 0, workMs: 2, task: 0 },
      { atMs: 0, workMs: 1.5, task: 1 },
      { atMs: 0, workMs: 1.5, task: 1 },
    ];
    // 2 CPUs: 0.25 for each of task 0's, 0.75 for each of task 1's.
    expect(finishTimes({ capacity: { cpus: 2, speed: 1 }, tasks, jobs, changes: [] })).toEqual([8, 8, 2, 2]);
  });

  it('go by weight where they are short', () => {
    const tasks = [1, 3].map((weight) => ({ ...plain, weight }));
    const jobs = [0, 1].map((task) => ({ atMs: 0, workMs: 3, task }));
    expect(finishTimes({ capacity: { cpus: 1, speed: 1 }, tasks, jobs, changes: [] })).toEqual([6, 4]);
  });

  it('leave what stands still as it is until it goes on, even if it had a CPU to itself', () => {
    const changes = [
      { atMs: 3, task: 0, pause: 1 as const },
      { atMs: 10, task: 0, pause: -1 as const },
    ];
    const jobs = [
      { atMs: 0, workMs: 5, task: 0 },
      { atMs: 4, workMs: 2, task: 0 },
      { atMs: 11, workMs: 1, task: 1 },
    ];
    const play = { capacity: { cpus: 8, speed: 1 }, tasks: [plain, plain], jobs, changes };
    expect(finishTimes(play, 2)).toEqual([12, 12, 12]);
  });

  it('work slower and go on with what is under work when the node is slowed down', () => {
    const changes = [
      { atMs: 4, capacity: { cpus: 4, speed: 0.5 } },
      { atMs: 8, capacity: { cpus: 4, speed: 1 } },
    ];
    const jobs = [{ atMs: 0, workMs: 10, task: 0 }];
    const play = { capacity: { cpus: 4, speed: 1 }, tasks: [plain], jobs, changes };
    expect(finishTimes(play, 2)).toEqual([12]);
  });

  it('finish each job when playing it out finishes it, shared equally', () => {
    const jobs = fc.array(job(3), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(jobs, capacity, (all, first) => {
        expectPlayedOut({ capacity: first, tasks: [plain, plain, plain], jobs: all, changes: [] });
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('finish each job when playing it out finishes it, with limits, weights and faults', () => {
    const jobs = fc.array(job(3), { minLength: 1, maxLength: 20 });
    const tasks = fc.tuple(rules, rules, rules);
    const changes = fc.array(change, { maxLength: 3 });
    fc.assert(
      fc.property(jobs, tasks, capacity, changes, (all, rulesOf, first, later) => {
        expectPlayedOut({ capacity: first, tasks: rulesOf, jobs: all, changes: later });
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('come to an end late in a long run too, when the clock no longer tells small differences', () => {
    const lateMs = 5e8;
    const jobs = Array.from({ length: 40 }, (_, i) => ({ atMs: lateMs + i * 0.3, workMs: 1 / 3 + i / 7, task: i % 2 }));
    for (const limitCpus of [0.7, Number.POSITIVE_INFINITY]) {
      const loop = new EventLoop();
      const requests = new RequestTable();
      const busy = new TimeIntegrals();
      const finished = { fire: (_slot: number, _b: number, nowMs: number) => node.end(nowMs) };
      const node: NodeCpus = new NodeCpus({
        ...{ loop, requests, finished, busy, index: busy.add(0), alone: () => [] },
        capacity: { cpus: 0.9, speed: 1 },
      });
      for (const task of [0, 1]) node.addTask({ task, slots, limitCpus, weight: null, pauses: 0 }, 0);
      for (const { atMs, workMs, task } of jobs) {
        loop.call(atMs, () => {
          const slot = requests.take();
          requests.task[slot] = task;
          node.begin(slot, workMs, loop.nowMs);
        });
      }
      let events = 0;
      while (loop.step()) expect(++events).toBeLessThan(10 * jobs.length);
      expect(node.working).toBe(0);
    }
  });
});

describe('claims on CPUs', () => {
  const claim = fc.record({
    wantedCpus: fc.double({ min: 0, max: 8, noNaN: true }),
    weight: fc.double({ min: 0.001, max: 10, noNaN: true }),
  });

  it('get no more than they want, all that there is if they want it, and the same per weight where they are not content', () => {
    fc.assert(
      fc.property(
        fc.array(claim, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (all, cpus) => {
          const claims = all.map((each) => ({ ...each, grantedCpus: 0 }));
          fillClaims(claims, cpus);
          const used = claims.reduce((sum, { grantedCpus }) => sum + grantedCpus, 0);
          const wanted = claims.reduce((sum, { wantedCpus }) => sum + wantedCpus, 0);
          expect(used).toBeCloseTo(Math.min(cpus, wanted), 9);
          const level = Math.max(...claims.map(({ grantedCpus, weight }) => grantedCpus / weight));
          for (const { wantedCpus, weight, grantedCpus } of claims) {
            expect(grantedCpus).toBeLessThanOrEqual(wantedCpus);
            if (grantedCpus < wantedCpus) expect(grantedCpus / weight).toBeCloseTo(level, 9);
          }
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});
